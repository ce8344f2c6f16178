// ECDSA over SHA-256 with DER signatures, for applications older than July 2019. WebCrypto has no secp256k1, the curve
// of their keys, and neither have Workers and Bun. The curves of @noble/curves run in every runtime; they are loaded
// when a PEM key is used.
import { decodeBase64, encodeBase64 } from './crypto.js';

const PRIVATE_BLOCK = /-----BEGIN (?:EC )?PRIVATE KEY-----([^-]+)-----END (?:EC )?PRIVATE KEY-----/;
const PUBLIC_BLOCK = /-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----/;

/** Tags of DER, as far as EC keys use them. */
const TAG = { integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, sequence: 0x30, curve: 0xa0 } as const;
const OID = { ecPublicKey: '2a8648ce3d0201', secp256k1: '2b8104000a', prime256v1: '2a8648ce3d030107' } as const;

interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
}

interface EcKey {
  readonly curve: string;
  readonly bytes: Uint8Array;
}

/** The key can be read and is of another algorithm. */
class NotEcError extends Error {}

/** The values of a DER sequence or of the content of one. Throws for bytes that are not DER. */
function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('The DER is cut.');
    return byte;
  };
  while (at < bytes.length) {
    const tag = next();
    let length = next();
    if (length > 0x80) {
      let count = length - 0x80;
      if (count > 2) throw new RangeError('The DER is too long.');
      for (length = 0; count > 0; count--) length = length * 256 + next();
    }
    if (at + length > bytes.length) throw new RangeError('The DER is cut.');
    values.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return values;
}

const hex = (bytes: Uint8Array | undefined): string =>
  Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('');

function content(value: DerValue | undefined, tag: number): Uint8Array {
  if (value?.tag !== tag) throw new TypeError('The DER has another form.');
  return value.content;
}

/** The curve of an AlgorithmIdentifier. */
function curveOf(algorithm: DerValue | undefined): string {
  const [type, curve] = readDer(content(algorithm, TAG.sequence));
  if (hex(content(type, TAG.oid)) !== OID.ecPublicKey) throw new NotEcError();
  return hex(content(curve, TAG.oid));
}

/** A private key in SEC1 (`curve` in it) or in PKCS#8 (`curve` around it). */
function readPrivateKey(der: Uint8Array, curve?: string): EcKey {
  const [whole] = readDer(der);
  const [, second, third] = readDer(content(whole, TAG.sequence));
  if (second?.tag === TAG.sequence) return readPrivateKey(content(third, TAG.octetString), curveOf(second));
  const [oid] = third?.tag === TAG.curve ? readDer(third.content) : [];
  const bytes = content(second, TAG.octetString);
  return { curve: curve ?? hex(content(oid, TAG.oid)), bytes };
}

function readPublicKey(der: Uint8Array): EcKey {
  const [whole] = readDer(der);
  const [algorithm, point] = readDer(content(whole, TAG.sequence));
  return { curve: curveOf(algorithm), bytes: content(point, TAG.bitString).subarray(1) };
}

function readPem(name: string, pem: string, block: RegExp, read: (der: Uint8Array) => EcKey): EcKey {
  let key: EcKey | undefined;
  try {
    const der = decodeBase64((block.exec(pem)?.[1] ?? '').replace(/\s/g, ''));
    key = der?.length ? read(der) : undefined;
  } catch (error) {
    if (error instanceof NotEcError) throw new TypeError(`${name} is not an EC key (secp256k1 or prime256v1).`);
  }
  if (!key) throw new TypeError(`${name} cannot be read as a PEM key.`); // a cause could quote the key
  return key;
}

async function loadCurve(name: string, { curve }: EcKey) {
  if (curve === OID.secp256k1) return (await import('@noble/curves/secp256k1.js')).secp256k1;
  if (curve === OID.prime256v1) return (await import('@noble/curves/nist.js')).p256;
  throw new TypeError(`${name} is not an EC key (secp256k1 or prime256v1).`);
}

/**
 * Signs `text` with a PEM private key (SEC1 or PKCS#8; secp256k1 or prime256v1). Base64 of the DER signature; TypeError
 * for a key that is not EC.
 */
export async function signEcdsa(text: string, privateKey: string): Promise<string> {
  const key = readPem('privateKey', privateKey, PRIVATE_BLOCK, readPrivateKey);
  const curve = await loadCurve('privateKey', key);
  return encodeBase64(curve.sign(new TextEncoder().encode(text), key.bytes, { format: 'der', lowS: false }));
}

/**
 * Whether `signature` (base64 of DER) over `text` was made with the key pair of this PEM key, public or private.
 * TypeError for a key that is not EC.
 */
export async function verifyEcdsa(text: string, signature: string, publicKey: string): Promise<boolean> {
  const isPublic = PUBLIC_BLOCK.test(publicKey);
  const key = isPublic
    ? readPem('publicKey', publicKey, PUBLIC_BLOCK, readPublicKey)
    : readPem('publicKey', publicKey, PRIVATE_BLOCK, readPrivateKey);
  const curve = await loadCurve('publicKey', key);
  const point = isPublic ? key.bytes : curve.getPublicKey(key.bytes);
  const bytes = decodeBase64(signature);
  if (!bytes) return false;
  try {
    return curve.verify(bytes, new TextEncoder().encode(text), point, { format: 'der', lowS: false });
  } catch {
    return false; // not a DER signature
  }
}
