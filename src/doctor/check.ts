import type { DoctorOptions, DoctorRun } from './doctor-run.js';

/**
 * `pass`: as the elements need it. `off`: a feature that the elements can do without is not available. `fail`:
 * something that the elements need is missing. `skip`: not checked, because an earlier check failed or the room is not
 * ours.
 */
export type CheckStatus = 'pass' | 'off' | 'fail' | 'skip';

/** What a check found. */
export interface Finding {
  readonly status: CheckStatus;
  /** What was seen: a fact with its number. */
  readonly result: string;
  /** What it means for the site and its viewers. */
  readonly meaning?: string;
  /** What to do or to switch on, and where. Present for `off` and `fail`. */
  readonly advice?: string;
}

/** One question about the application. A new check is a new object in one of the lists in `checks/`. */
export interface Check {
  /** Stable: part of the JSON form. */
  readonly id: string;
  readonly title: string;
  /** Ids of checks before this one. If one of them failed or was skipped, this one is skipped. */
  readonly needs?: readonly string[];
  /** The check would disturb the viewers of a room of the site, so it runs in a test room only. */
  readonly inTestRoomOnly?: boolean;
  /** Without it the check always belongs to the run. */
  isRequested?(options: DoctorOptions): boolean;
  /** Rejects with an error of the service when the check fails; the doctor explains its number. */
  run(run: DoctorRun): Promise<Finding>;
}
