// The doctor against a real emulator over real sockets.
import type { TestContext } from 'node:test';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { type DoctorOptions, type Report, runDoctor } from '../../../src/doctor/doctor.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/index.js';
import { createSdk } from '../../support/scoped-sdk.js';

/** The settings of an application in which everything is switched on. */
export const WELL_SET_UP = { pollMs: 20, historyCount: 20, banSwitch: true, moderationTips: true } as const;

/** An emulator that ends with the test. */
export async function emulatorFor(context: TestContext, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ ...WELL_SET_UP, ...options });
  context.after(() => emulator.close());
  return emulator;
}

/** The options with which the doctor checks an emulator. */
export function optionsFor(emulator: Emulator, more: Partial<DoctorOptions> = {}): DoctorOptions {
  return {
    sdkAppId: emulator.sdkAppId,
    key: { secretKey: emulator.secretKey },
    baseUrl: emulator.restUrl,
    proxyServer: emulator.url,
    createSdk,
    ...more,
  };
}

/** Runs the doctor. */
export function examine(emulator: Emulator, more: Partial<DoctorOptions> = {}): Promise<Report> {
  return runDoctor(optionsFor(emulator, more));
}

/** The checks that did not pass: `id status`, without those that were skipped. */
export function problems(report: Report): string[] {
  return report.checks
    .filter(({ status }) => status === 'off' || status === 'fail')
    .map((each) => `${each.id} ${each.status}`);
}

/** The result of one check. Throws Error if the report has none. */
export function resultOf(report: Report, id: string) {
  const found = report.checks.find((each) => each.id === id);
  if (!found) throw new Error(`The report has no check ${id}.`);
  return found;
}

/** An HTTP server that ends with the test; resolves with its URL. */
export async function serverFor(context: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The port of a server that accepts connections and never responds. */
export async function silentPort(context: TestContext): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** A proxy of the REST API that changes its responses. */
export function restProxyFor(
  context: TestContext,
  emulator: Emulator,
  change: (body: string, url: string) => string,
): Promise<string> {
  return serverFor(context, (request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const url = request.url ?? '/';
      const upstream = await fetch(emulator.restUrl + url, { method: 'POST', body: Buffer.concat(parts) });
      response.setHeader('content-type', 'application/json');
      response.end(change(await upstream.text(), url));
    })();
  });
}
