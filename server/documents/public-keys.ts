import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type PublicKey = {
  readonly keyId: string;
  readonly algorithm: 'Ed25519';
  readonly pem: string;
  readonly key: KeyObject;
};

/** First 16 hex digits of the SHA-256 over the key's SubjectPublicKeyInfo. */
export function keyIdOf(key: KeyObject): string {
  const spki = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

/** @throws when the text is no Ed25519 public key. */
export function readPublicKey(pem: string): PublicKey {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`unsupported key type: ${key.asymmetricKeyType}`);
  return { keyId: keyIdOf(key), algorithm: 'Ed25519', pem: String(key.export({ type: 'spki', format: 'pem' })), key };
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

/** Checks a signature with the key it names; needs public keys alone. */
export function checkSignature(
  keys: readonly PublicKey[],
  signed: { readonly payload: string; readonly signature: Uint8Array; readonly keyId: string },
): 'good' | 'bad' | 'unknown-key' {
  const known = keys.find((key) => key.keyId === signed.keyId);
  if (!known) return 'unknown-key';
  return verify(null, Buffer.from(signed.payload, 'utf8'), known.key, signed.signature) ? 'good' : 'bad';
}
