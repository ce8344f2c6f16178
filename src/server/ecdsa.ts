// ECDSA over SHA-256 with DER signatures, for applications from before July 2019. WebCrypto does not have the curve of
// those keys (secp256k1), so only this file needs Node's crypto (Deno, Bun and Workers with nodejs_compat have it); it is
// loaded when a PEM key is used.
import { decodeBase64, encodeBase64 } from './crypto.js';

const loadCrypto = () => import('node:crypto');

/**
 * Signs `text` with a PEM private key (SEC1 or PKCS#8; secp256k1 or prime256v1). Base64 of the DER signature; TypeError
 * for a key that is not EC.
 */
export async function signEcdsa(text: string, privateKey: string): Promise<string> {
  const { createPrivateKey, sign } = await loadCrypto();
  let key;
  try {
    key = createPrivateKey(privateKey);
  } catch {
    throw new TypeError('privateKey cannot be read as a PEM private key.'); // the cause could quote the key
  }
  if (key.asymmetricKeyType !== 'ec') throw new TypeError('privateKey is not an EC key (secp256k1 or prime256v1).');
  return encodeBase64(sign('sha256', new TextEncoder().encode(text), key));
}

/**
 * Whether `signature` (base64 of DER) over `text` was made with the key pair of this PEM key. TypeError for a key that
 * is not EC.
 */
export async function verifyEcdsa(text: string, signature: string, publicKey: string): Promise<boolean> {
  const { createPublicKey, verify } = await loadCrypto();
  let key;
  try {
    key = createPublicKey(publicKey); // accepts the private PEM too
  } catch {
    throw new TypeError('publicKey cannot be read as a PEM key.');
  }
  if (key.asymmetricKeyType !== 'ec') throw new TypeError('publicKey is not an EC key (secp256k1 or prime256v1).');
  const bytes = decodeBase64(signature);
  return bytes !== undefined && verify('sha256', new TextEncoder().encode(text), key, bytes);
}
