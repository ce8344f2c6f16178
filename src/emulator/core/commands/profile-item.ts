import type { Account } from '../account.js';

/** A profile as the service says it. */
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
