/** An <audio> element that plays silence: a generated WAV with 8,000 samples of 8 bits per second. */
export async function silentAudio(seconds: number): Promise<HTMLAudioElement> {
  const samples = 8_000 * seconds;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const text = (at: number, letters: string) =>
    [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8_000, true);
  view.setUint32(28, 8_000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, samples, true);
  new Uint8Array(view.buffer, 44).fill(128);
  const audio = new Audio(URL.createObjectURL(new Blob([view.buffer], { type: 'audio/wav' })));
  audio.muted = true;
  await new Promise((resolve) => audio.addEventListener('loadeddata', resolve, { once: true }));
  return audio;
}
