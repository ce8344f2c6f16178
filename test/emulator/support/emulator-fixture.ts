// An emulator with people on the real SDK, taken down together.
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/index.js';
import { SdkPerson } from './sdk-user.js';

/** An emulator and the people at it. */
export class Stage {
  readonly emulator: Emulator;
  readonly #people: SdkPerson[] = [];

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  /** Starts an emulator that delivers fast. */
  static async build(options: EmulatorOptions = {}): Promise<Stage> {
    return new Stage(await startEmulator({ pollMs: 20, ...options }));
  }

  /** A person who is not logged in. */
  async arrive(userId: string): Promise<SdkPerson> {
    const person = await SdkPerson.arrive(this.emulator, userId);
    this.#people.push(person);
    return person;
  }

  /** A person who is in the room and has heard of it. */
  async enter(userId: string, groupId: string): Promise<SdkPerson> {
    const person = await this.arrive(userId);
    await person.login();
    await person.join(groupId);
    return person;
  }

  /** Takes everyone and the emulator down. */
  async strike(): Promise<void> {
    await Promise.all(this.#people.map((person) => person.vanish()));
    await this.emulator.close();
  }
}
