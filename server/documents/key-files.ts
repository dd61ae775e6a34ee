import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SignatureAlgorithm } from '#domain/certification/payload.ts';
import { keyIdOf, publicKeysIn } from './public-keys.ts';

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** A new private key from the random source of the system. */
export function newPrivateKey(algorithm: SignatureAlgorithm): KeyObject {
  return algorithm === 'SM2'
    ? generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey
    : generateKeyPairSync('ed25519').privateKey;
}

export function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}

/** Name for a file that nobody looks at until it is finished and renamed. */
export function draftOf(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}.new`;
}

/** A finished file under its final name at once, and never over one that another process has put there first. */
export async function writeOnce(file: string, text: string, mode: number): Promise<void> {
  const draft = draftOf(file);
  await writeFile(draft, text, { mode, flag: 'wx', flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Puts the public half of a private key into the folder of `keyFile`, unless it is there already under whatever name.
 * No other file is touched: what earlier keys signed can still be checked.
 */
export async function ensurePublicFile(keyFile: string, key: KeyObject): Promise<void> {
  const folder = dirname(keyFile);
  const publicKey = createPublicKey(key);
  const keyId = keyIdOf(publicKey.export({ type: 'spki', format: 'der' }));
  const standing = await publicKeysIn(folder);
  if (standing.some((known) => known.keyId === keyId)) return;
  const name = standing.length === 0 ? basename(keyFile).replace(/\.pem$/, '') : keyId;
  await writeOnce(join(folder, `${name}.pub.pem`), String(publicKey.export({ type: 'spki', format: 'pem' })), 0o644);
}
