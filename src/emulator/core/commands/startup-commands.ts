// Requests that the SDK sends by itself after a login. Most get an empty response.
import type { Commands } from '../call.js';
import { purchaseBits } from './login-commands.js';
import type { JsonObject } from '../fields.js';
import type { Service } from '../service.js';

const VALID_S = 3600;
const SLOW_POLL_MS = 2000;
const DEFAULT_POLL_MS = 300;

/**
 * The cloud configuration of clients: poll intervals, and telemetry off unless the settings turn it on (the SDK sends
 * telemetry to another host, and it causes extra reconnects while the connection is lost).
 */
export function cloudConfig(service: Service, version: number): JsonObject {
  const { pollMs, sdkAppId, telemetry } = service.settings;
  const config = {
    polling_interval: String(pollMs),
    polling_interval_plus: String(pollMs < DEFAULT_POLL_MS ? pollMs : SLOW_POLL_MS),
    polling_no_msg_count: '20',
    ...(!telemetry && { evt_rpt_sdkappid_bl: String(sdkAppId), q_rpt_sdkappid_bl: String(sdkAppId) }),
  };
  return {
    int32_error_code: 0,
    str_error_message: '',
    str_json_config: JSON.stringify(config),
    uint64_version: version,
    uint32_expired_time: VALID_S,
  };
}

/** Commands that the SDK sends after a login. */
export const STARTUP_COMMANDS: Commands = {
  // Without `StartIndex: 0`, which marks the last page, @tencentcloud/chat 3.6.6 asks for the next one for ever.
  'sns.black_list_get': () => ({ BlackListItem: [], StartIndex: 0 }),
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
