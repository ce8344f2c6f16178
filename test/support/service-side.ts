import { emulator } from './emulator.js';

/** The other users of a room, and its application, through the controls of the emulator. */
export class ServiceSide {
  constructor(readonly groupId: string) {}

  /** Calls one of the emulator's controls for this room. */
  async act(name: string, fields: Record<string, unknown> = {}): Promise<void> {
    const { restUrl } = await emulator();
    const response = await fetch(`${restUrl}/emulator/do`, {
      method: 'POST',
      body: JSON.stringify({ do: name, groupId: this.groupId, ...fields }),
    });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  }

  async say(from: string, text: string): Promise<void> {
    await this.act('sendText', { from, text });
  }

  async comes(userId: string, nick = userId): Promise<void> {
    await this.act('setProfile', { userId, nick });
    await this.act('join', { userId });
  }
}
