import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

/** The user id that GB/T 35276 lays down where parties have agreed on none; part of what is signed. */
const SM2_USER_ID = '1234567812345678';

/** SubjectPublicKeyInfo of the curve 1.2.156.10197.1.301 up to the point, which follows uncompressed. */
const SPKI_HEAD = '3059301306072a8648ce3d020106082a811ccf5501822d034200';
/** PKCS#8 of the same curve up to the 32 bytes of the private number. */
const PKCS8_HEAD = '308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420';

/** The point in an SM2 public key as hex, or null when the key is of another kind. */
function pointIn(spki: Uint8Array): string | null {
  const hex = Buffer.from(spki).toString('hex');
  const point = hex.slice(SPKI_HEAD.length);
  return hex.startsWith(SPKI_HEAD) && /^04[0-9a-f]{128}$/.test(point) ? point : null;
}

export function isSm2PublicKey(spki: Uint8Array): boolean {
  return pointIn(spki) !== null;
}

/** True for a private key on the SM2 curve; Node gives such keys no type of their own. */
export function isSm2PrivateKey(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'ec' && key.asymmetricKeyType !== undefined) return false;
  return key.export({ type: 'pkcs8', format: 'der' }).toString('hex').startsWith(PKCS8_HEAD);
}

/**
 * SM2 signature with SM3 over ZA and the bytes (GB/T 32918.2), in DER, as OpenSSL and the signing servers of the trade
 * make it. Node's own `sign` is of no use here: over an SM2 key it makes a plain ECDSA signature, without ZA.
 * @throws when the key is not on the SM2 curve.
 */
export function sm2Sign(key: KeyObject, bytes: Uint8Array, userId = SM2_USER_ID): Buffer {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' }).toString('hex');
  const publicKey = pointIn(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  if (!pkcs8.startsWith(PKCS8_HEAD) || publicKey === null) throw new Error('not a private key on the SM2 curve');
  const secret = pkcs8.slice(PKCS8_HEAD.length, PKCS8_HEAD.length + 64);
  return Buffer.from(sm2.doSignature(bytes, secret, { hash: true, der: true, publicKey, userId }), 'hex');
}

/** True when the signature over the bytes is that of the key; anything that is no signature at all is simply not. */
export function sm2Verify(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array, userId = SM2_USER_ID): boolean {
  const point = pointIn(spki);
  if (point === null) return false;
  try {
    const given = Buffer.from(signature).toString('hex');
    return sm2.doVerifySignature(bytes, given, point, { hash: true, der: true, userId });
  } catch {
    return false;
  }
}

/** Enough for every row of the busiest lists; some 100 bytes each. */
const MOST_REMEMBERED = 5000;
const remembered = new Map<string, boolean>();

/**
 * The same, computed once for equal key, bytes and signature: a check takes some 5 ms of this process, and a list of
 * fifty certificates would hold up everybody else's requests each time it is opened.
 */
export function sm2VerifyOnce(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const digest = createHash('sha256');
  for (const part of [spki, bytes, signature]) digest.update(`${part.length}:`).update(part);
  const name = digest.digest('base64');
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const isGood = sm2Verify(spki, bytes, signature);
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(name, isGood);
  return isGood;
}
