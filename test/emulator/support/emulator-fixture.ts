// An emulator with people on the real SDK, taken down together.
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/index.js';
import { SdkUser } from './sdk-user.js';

/** An emulator and the people at it. */
export class EmulatorFixture {
  readonly emulator: Emulator;
  readonly #users: SdkUser[] = [];

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  /** Starts an emulator that delivers fast. */
  static async start(options: EmulatorOptions = {}): Promise<EmulatorFixture> {
    return new EmulatorFixture(await startEmulator({ pollMs: 20, ...options }));
  }

  /** A person who is not logged in. */
  async createUser(userId: string): Promise<SdkUser> {
    const user = await SdkUser.create(this.emulator, userId);
    this.#users.push(user);
    return user;
  }

  /** A person who is in the room and has heard of it. */
  async joinUser(userId: string, groupId: string): Promise<SdkUser> {
    const user = await this.createUser(userId);
    await user.login();
    await user.join(groupId);
    return user;
  }

  /** Takes everyone and the emulator down. */
  async stop(): Promise<void> {
    await Promise.all(this.#users.map((user) => user.dispose()));
    await this.emulator.close();
  }
}
