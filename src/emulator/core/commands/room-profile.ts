import type { JsonObject } from '../fields.js';
import type { Room } from '../room.js';

/** A group profile as in responses; with `userId`, it includes the membership of that user. */
export function roomProfile(room: Room, userId?: string): JsonObject {
  const member = userId === undefined ? undefined : room.members.get(userId);
  return {
    GroupId: room.groupId,
    ErrorCode: 0,
    ErrorInfo: '',
    Type: 'AVChatRoom',
    Name: room.name,
    Introduction: room.introduction,
    Notification: room.notification,
    FaceUrl: room.faceUrl,
    Owner_Account: room.owner,
    CreateTime: room.createdAt,
    LastInfoTime: room.createdAt,
    LastMsgTime: room.lastMessageAt,
    NextMsgSeq: room.timeline.next,
    MemberNum: room.onlineCount,
    MaxMemberNum: 0,
    OnlineMemberNum: room.onlineCount,
    ApplyJoinOption: room.applyJoinOption,
    ShutUpAllMember: room.muteAll ? 'On' : 'Off',
    MuteAllMember: room.muteAll ? 'On' : 'Off',
    AppDefinedData: room.appDefinedData,
    ...(userId !== undefined && {
      MemberList:
        member || room.owner === userId
          ? [
              {
                Member_Account: userId,
                Role: room.roleOf(userId),
                JoinTime: member?.joinedAt ?? room.createdAt,
                MsgFlag: 'AcceptAndNotify',
                ShutUpUntil: Math.ceil(Math.min(room.mutedUntil(userId) / 1000, 0xffff_ffff)),
              },
            ]
          : [],
    }),
  };
}
