import type { Account } from '../account.js';
import { type Call, type Commands, ServiceError } from '../call.js';
import type { JsonObject } from '../fields.js';
import { requireAccount } from '../requirements.js';
import type { Service } from '../service.js';

/** A user profile as in responses. */
export function profileItem(account: Account): object {
  return {
    To_Account: account.userId,
    ProfileItem: [
      { Tag: 'Tag_Profile_IM_Nick', Value: account.nick },
      { Tag: 'Tag_Profile_IM_Image', Value: account.avatar },
    ],
    ResultCode: 0,
    ResultInfo: '',
  };
}

const MAX_USERS = 100;
const MAX_NICK_BYTES = 500;

function profileOwner(call: Call, service: Service): Account {
  const caller = requireAccount(call);
  const named = call.fields.optionalString('From_Account');
  if (named === undefined || named === caller.userId) return caller;
  if (call.caller.kind !== 'application')
    throw new ServiceError(40004, "Only the application may change another user's profile");
  return service.account(named);
}

/** The SDK names the users in `UserItem`, the application in `To_Account`. */
function readProfiles(call: Call, service: Service): JsonObject {
  const { fields } = call;
  const userIds = fields.has('UserItem')
    ? fields.objects('UserItem').map((item) => item.string('To_Account'))
    : fields.strings('To_Account', { max: MAX_USERS });
  return { UserProfileItem: userIds.slice(0, MAX_USERS).map((userId) => profileItem(service.account(userId))) };
}

/** Commands of user profiles. */
export const PROFILE_COMMANDS: Commands = {
  'profile.portrait_get_all': readProfiles,
  'profile.portrait_get': readProfiles,
  'profile.portrait_set': (call, service) => {
    const account = profileOwner(call, service);
    for (const item of call.fields.objects('ProfileItem', { required: true })) {
      const tag = item.string('Tag');
      const value = item.get('Value');
      if (tag === 'Tag_Profile_IM_Nick' || tag === 'Tag_Profile_IM_Image') {
        if (typeof value !== 'string' || value.length > MAX_NICK_BYTES)
          throw new ServiceError(40005, `${tag} must be a string of at most ${MAX_NICK_BYTES} bytes`);
        if (tag === 'Tag_Profile_IM_Nick') account.nick = value;
        else account.avatar = value;
      }
    }
    return {};
  },
};
