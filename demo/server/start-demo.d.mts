import type { Emulator } from '../../src/emulator/index.js';

/** What `startDemo` takes from the package: the built files, or in tests the sources. */
export interface DemoParts {
  createTokenHandler: (options: never) => (request: Request) => Promise<Response>;
  toNodeListener: (handler: (request: Request) => Promise<Response>) => (request: never, response: never) => void;
  createRestClient: (options: never) => unknown;
  createModerationHandler: (options: never) => (request: Request) => Promise<Response>;
  startEmulator: (options: never) => Promise<unknown>;
}

export interface DemoOptions {
  /** 0 takes any free port; default 8000. */
  port?: number;
  /** A real Tencent application instead of the emulator. */
  application?: { sdkAppId: number; secretKey: string };
  parts?: DemoParts;
  distFolder?: string;
}

export interface Demo {
  /** With a slash at the end. */
  url: string;
  /** Undefined with a real application. */
  emulator: Emulator | undefined;
  close(): Promise<void>;
}

/** Starts the demo on 127.0.0.1; rejects in words when the port is taken or the build is missing. */
export function startDemo(options?: DemoOptions): Promise<Demo>;
