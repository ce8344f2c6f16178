// Requests that the SDK sends by itself after a login. Most get an empty response.
import type { Commands } from '../call.js';
import { cloudConfig } from './cloud-config.js';
import { purchaseBits } from './login-commands.js';

const VALID_S = 3600;

/** Commands that the SDK sends after a login. */
export const STARTUP_COMMANDS: Commands = {
  'sns.black_list_get': () => ({ BlackListItem: [] }),
  // Without CompleteFlag the SDK repeats the request without end.
  'recentcontact.page_get': () => ({ SessionItem: [], CompleteFlag: 1 }),
  'recentcontact.get_contact_group': () => ({ GroupItem: [], CompleteFlag: 1 }),
  'openim.authkey': () => ({ AuthKey: '' }),
  'openim.getmsg': () => ({ Cookie: '', SyncFlag: 2, MsgList: [] }),
  'openim.get_c2c_peer_mute_notifications': () => ({ MuteNotificationsList: [] }),
  'im_sdk_config_mgr.fetch_config': (_call, service) => cloudConfig(service, service.configVersion),
  'im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2': (_call, service) => ({
    int32_error_code: 0,
    str_purchase_bits: purchaseBits(service.settings.plan),
    uint32_expired_time: VALID_S,
  }),
  // The SDK does not expect live groups in these lists.
  'group_open_http_svc.get_joined_group_list': () => ({ GroupIdList: [], TotalCount: 0 }),
  'million_group_open_http_svc.get_joined_group_list': () => ({ GroupIdList: [], TotalCount: 0 }),
};
