import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SignatureAlgorithm } from '#domain/certification/payload.ts';
import { draftOf, ensurePublicFile, isMissing, newPrivateKey, pemOf, writeOnce } from './key-files.ts';
import { keyIdOf, publicKeysIn } from './public-keys.ts';

/** `signing`: makes new certificates. `spare`: replaced, its private half still lies here. `retired`: only checks. */
export type KeyState = 'signing' | 'spare' | 'retired';

export type RingKey = { readonly keyId: string; readonly algorithm: SignatureAlgorithm; readonly state: KeyState };

/** Where the private half of a key that was replaced lies until it is retired. */
function spareFile(keyFile: string, keyId: string): string {
  return join(dirname(keyFile), `${keyId}.pem`);
}

async function signingKey(keyFile: string): Promise<{ keyId: string; pem: string } | null> {
  try {
    const pem = await readFile(keyFile, 'utf8');
    return { keyId: keyIdOf(createPublicKey(pem).export({ type: 'spki', format: 'der' })), pem };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Every key whose signatures are believed, the signing one first. */
export async function listKeys(keyFile: string): Promise<readonly RingKey[]> {
  const folder = dirname(keyFile);
  const [keys, signing] = await Promise.all([publicKeysIn(folder), signingKey(keyFile)]);
  const names = new Set(keys.length > 0 ? await readdir(folder) : []);
  const stateOf = (keyId: string): KeyState => {
    if (keyId === signing?.keyId) return 'signing';
    return names.has(`${keyId}.pem`) ? 'spare' : 'retired';
  };
  const ring = keys.map(({ keyId, algorithm }) => ({ keyId, algorithm, state: stateOf(keyId) }));
  const order: readonly KeyState[] = ['signing', 'spare', 'retired'];
  return ring.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.keyId < b.keyId ? -1 : 1));
}

/**
 * Makes a key and lets it sign from now on. Its public half is in place before anything can be signed with it, the
 * exchange itself is one rename, and the replaced private half stays as a spare until it is retired: at no instant is
 * there no signing key, or one whose certificates cannot be checked.
 * @returns the new key and the one it follows, null at the first.
 */
export async function rotateKey(
  keyFile: string,
  algorithm: SignatureAlgorithm,
): Promise<{ readonly keyId: string; readonly replaced: string | null }> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  const before = await signingKey(keyFile);
  if (before) {
    await ensurePublicFile(keyFile, createPrivateKey(before.pem));
    await writeOnce(spareFile(keyFile, before.keyId), before.pem, 0o600);
  }
  const key = newPrivateKey(algorithm);
  await ensurePublicFile(keyFile, key);
  const draft = draftOf(keyFile);
  await writeFile(draft, pemOf(key), { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, keyFile);
  const keyId = keyIdOf(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  return { keyId, replaced: before?.keyId ?? null };
}

/**
 * Destroys the private half of a key that no longer signs; its public half stays and keeps verifying.
 * @returns `signing` or `unknown` when it cannot be done, `retired` when it is done or was before.
 */
export async function retireKey(keyFile: string, keyId: string): Promise<'signing' | 'unknown' | 'retired'> {
  const known = (await listKeys(keyFile)).find((key) => key.keyId === keyId);
  if (!known) return 'unknown';
  if (known.state === 'signing') return 'signing';
  await rm(spareFile(keyFile, keyId), { force: true });
  return 'retired';
}
