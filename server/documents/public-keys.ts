import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignatureAlgorithm } from '#domain/certification/payload.ts';
import { isSm2PublicKey, sm2VerifyOnce } from './sm2.ts';

export type PublicKey = {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly pem: string;
  /** True when the signature over the bytes was made with the private half of this key. */
  readonly verifies: (bytes: Uint8Array, signature: Uint8Array) => boolean;
};

/** First 16 hex digits of the SHA-256 over the key's SubjectPublicKeyInfo. */
export function keyIdOf(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

/** @throws when the text is no Ed25519 or SM2 public key. */
export function readPublicKey(text: string): PublicKey {
  const key = createPublicKey(text);
  const spki = key.export({ type: 'spki', format: 'der' });
  const common = { keyId: keyIdOf(spki), pem: String(key.export({ type: 'spki', format: 'pem' })) };
  if (key.asymmetricKeyType === 'ed25519')
    return { ...common, algorithm: 'Ed25519', verifies: (bytes, signature) => verify(null, bytes, key, signature) };
  if (isSm2PublicKey(spki))
    return { ...common, algorithm: 'SM2', verifies: (bytes, signature) => sm2VerifyOnce(spki, bytes, signature) };
  throw new Error(`unsupported key type: ${key.asymmetricKeyType}`);
}

/**
 * Every `*.pub.pem` of a folder. The keys of earlier years stay there, so that what they signed can still be checked;
 * read anew each time, so that a key put there or taken away counts at once. A folder that does not exist holds none.
 */
export async function publicKeysIn(folder: string): Promise<readonly PublicKey[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const files = names.filter((name) => name.endsWith('.pub.pem')).sort();
  return Promise.all(files.map(async (name) => readPublicKey(await readFile(join(folder, name), 'utf8'))));
}

export type SignedText = {
  readonly payload: string;
  readonly signature: Uint8Array;
  readonly keyId: string;
  /** What a file says of itself; the key decides, and a file that says otherwise is not what was issued. */
  readonly algorithm?: SignatureAlgorithm;
};

/** Checks a signature with the key it names; needs public keys alone. */
export function checkSignature(keys: readonly PublicKey[], signed: SignedText): 'good' | 'bad' | 'unknown-key' {
  const known = keys.find((key) => key.keyId === signed.keyId);
  if (!known) return 'unknown-key';
  if (signed.algorithm && signed.algorithm !== known.algorithm) return 'bad';
  return known.verifies(Buffer.from(signed.payload, 'utf8'), signed.signature) ? 'good' : 'bad';
}
