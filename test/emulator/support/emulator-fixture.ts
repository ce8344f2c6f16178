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

  /**
   * Starts an emulator with a short poll interval, without a limit of logins, because tests share a few users, and
   * without telemetry
   * and late purchase bits: the SDK leaves rejections of both unhandled, which Node reports as failures of the test.
   */
  static async start(options: EmulatorOptions = {}): Promise<EmulatorFixture> {
    return new EmulatorFixture(
      await startEmulator({
        pollMs: 20,
        maxLoginsPerMinute: Infinity,
        telemetry: false,
        purchaseBitsAtLogin: true,
        ...options,
      }),
    );
  }

  /** A user who is not logged in. */
  async createUser(userId: string): Promise<SdkUser> {
    const user = await SdkUser.create(this.emulator, userId);
    this.#users.push(user);
    return user;
  }

  /** A user who is logged in and has joined the room. */
  async joinUser(userId: string, groupId: string): Promise<SdkUser> {
    const user = await this.createUser(userId);
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
