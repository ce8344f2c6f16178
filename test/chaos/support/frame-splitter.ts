/** A part of one direction of a WebSocket connection that must not be divided. */
export interface Piece {
  readonly bytes: Buffer;
  /** False for the handshake before the first frame. */
  readonly isFrame: boolean;
}

const END_OF_HANDSHAKE = '\r\n\r\n';

/** Splits the bytes of one direction into the handshake and whole WebSocket frames. It reads only their lengths. */
export class FrameSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #isOpen = false;

  /** The pieces that are complete now. */
  push(chunk: Buffer): readonly Piece[] {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const pieces: Piece[] = [];
    for (let length = this.#nextLength(); length > 0 && length <= this.#rest.length; length = this.#nextLength()) {
      pieces.push({ bytes: this.#rest.subarray(0, length), isFrame: this.#isOpen });
      this.#rest = this.#rest.subarray(length);
      this.#isOpen = true;
    }
    return pieces;
  }

  /** Length of the next piece; 0 while it is unknown. */
  #nextLength(): number {
    const rest = this.#rest;
    if (!this.#isOpen) {
      const end = rest.indexOf(END_OF_HANDSHAKE);
      return end < 0 ? 0 : end + END_OF_HANDSHAKE.length;
    }
    if (rest.length < 2) return 0;
    const second = rest.readUInt8(1);
    const short = second & 0x7f;
    const mask = second & 0x80 ? 4 : 0;
    if (short < 126) return 2 + mask + short;
    if (short === 126) return rest.length < 4 ? 0 : 4 + mask + rest.readUInt16BE(2);
    return rest.length < 10 ? 0 : 10 + mask + Number(rest.readBigUInt64BE(2));
  }
}
