// Standard base64 between bytes and text, with what every runtime that has fetch also has (atob, btoa).
// Inputs here are small (a ticket, a signature), so a string built byte by byte is good enough.

const STANDARD = /^[A-Za-z0-9+/]*={0,2}$/;

/** Standard base64, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * The bytes of standard base64, padding optional; `undefined` when the text is anything else (white space included,
 * which atob would skip).
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!STANDARD.test(text)) return undefined;
  const unpadded = text.replaceAll('=', '');
  if (unpadded.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(unpadded), (character) => character.charCodeAt(0));
}
