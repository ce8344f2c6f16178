/** What a moderator can ask of the endpoint. Times are seconds; ids are the application's own. */
export type ModerationAction =
  | { readonly action: 'mute'; readonly groupId: string; readonly userId: string; readonly seconds: number }
  | { readonly action: 'unmute'; readonly groupId: string; readonly userId: string }
  | { readonly action: 'muteAll'; readonly groupId: string; readonly muted: boolean }
  | {
      readonly action: 'ban';
      readonly groupId: string;
      readonly userId: string;
      readonly seconds: number;
      readonly reason: string;
    }
  | { readonly action: 'unban'; readonly groupId: string; readonly userId: string }
  /** By position, which every message has, and by id where it is known. */
  | { readonly action: 'retract'; readonly groupId: string; readonly seq: number; readonly messageId: string }
  /** '' takes the announcement away. */
  | { readonly action: 'announce'; readonly groupId: string; readonly text: string }
  /** 0 is off. */
  | { readonly action: 'slowMode'; readonly groupId: string; readonly seconds: number }
  | { readonly action: 'emojiOnly'; readonly groupId: string; readonly on: boolean };
