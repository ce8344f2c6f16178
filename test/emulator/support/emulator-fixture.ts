// An emulator with users on the real SDK, stopped together.
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/index.js';
import { SdkUser } from './sdk-user.js';

/** An emulator and its users. */
export class EmulatorFixture {
  readonly emulator: Emulator;
  readonly #users: SdkUser[] = [];

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  /** Starts an emulator with a short poll interval. Tests share a few users, so it has no limit of logins. */
  static async start(options: EmulatorOptions = {}): Promise<EmulatorFixture> {
    return new EmulatorFixture(await startEmulator({ pollMs: 20, maxLoginsPerMinute: Infinity, ...options }));
  }

  /** A user who is not logged in. */
  createUser(userId: string): SdkUser {
    const user = SdkUser.create(this.emulator, userId);
    this.#users.push(user);
    return user;
  }

  /** A user who is logged in and has joined the room. */
  async joinUser(userId: string, groupId: string): Promise<SdkUser> {
    const user = this.createUser(userId);
    await user.login();
    await user.join(groupId);
    return user;
  }

  /** Stops all users and the emulator. */
  async stop(): Promise<void> {
    await Promise.all(this.#users.map((user) => user.dispose()));
    await this.emulator.close();
  }
}
