import type { CallOptions, RestCall } from './rest-transport.js';

/** A user's public profile; a missing field is not changed. */
export interface AccountProfile {
  nick?: string;
  /** https URL. */
  avatar?: string;
}

/** Accounts of the application, independent of rooms. */
export function accountCommands(call: RestCall) {
  return {
    /**
     * Makes an account before its first login: group owners and senders must exist. A repeat only changes the profile.
     */
    async accountImport(userId: string, { nick, avatar }: AccountProfile = {}, options?: CallOptions): Promise<void> {
      await call('im_open_login_svc/account_import', { UserID: userId, Nick: nick, FaceUrl: avatar }, 'safe', options);
    },
    /** Ends the sessions of a user and invalidates the UserSigs in use; a newly made UserSig works. */
    async kick(userId: string, options?: CallOptions): Promise<void> {
      await call('im_open_login_svc/kick', { UserID: userId }, 'safe', options);
    },
    /** Changes a user's public profile. */
    async portraitSet(userId: string, { nick, avatar }: AccountProfile, options?: CallOptions): Promise<void> {
      const ProfileItem = Object.entries({ Tag_Profile_IM_Nick: nick, Tag_Profile_IM_Image: avatar }).flatMap(
        ([Tag, Value]) => (Value === undefined ? [] : [{ Tag, Value }]),
      );
      await call('profile/portrait_set', { From_Account: userId, ProfileItem }, 'safe', options);
    },
    /** Mutes a user in every group of the application; 0 unmutes. */
    async setNoSpeaking(userId: string, seconds: number, options?: CallOptions): Promise<void> {
      await call(
        'openconfigsvr/setnospeaking',
        { Set_Account: userId, GroupmsgNospeakingTime: seconds },
        'safe',
        options,
      );
    },
  };
}
