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
