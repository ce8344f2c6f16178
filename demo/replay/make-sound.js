// Generates water noise and a few soft bells as a WAV file, so that the page needs no audio file.

const RATE_HZ = 8000;
const BELLS_HZ = [392, 440, 523.25, 587.33, 659.25];

/** @param {number} seconds @returns {Blob} */
export function makeSound(seconds) {
  const length = RATE_HZ * seconds;
  const samples = new Int16Array(length);
  let noise = 0;
  let state = 1;
  for (let index = 0; index < length; index++) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    noise += (state / 2147483648 - 1 - noise) * 0.06; // a one-pole low-pass filter turns noise into water
    const time = index / RATE_HZ;
    const swell = 0.35 + 0.3 * Math.sin(time * 0.7) * Math.sin(time * 0.23);
    const sinceBell = time % 4;
    const bell =
      Math.sin(2 * Math.PI * (BELLS_HZ[Math.floor(time / 4) % BELLS_HZ.length] ?? 440) * time) *
      Math.exp(-sinceBell * 2.2) *
      Math.min(1, sinceBell * 60);
    const ends = Math.min(1, time / 1.5, (seconds - time) / 1.5); // fades at both ends, so that the loop has no click
    samples[index] = Math.round(32767 * 0.5 * ends * (noise * 2.4 * swell + bell * 0.14));
  }
  return new Blob([wavHeader(samples.byteLength), samples], { type: 'audio/wav' });
}

function wavHeader(bytes) {
  const view = new DataView(new ArrayBuffer(44));
  const word = (at, text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE_HZ, true);
  view.setUint32(28, RATE_HZ * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, bytes, true);
  return view;
}
