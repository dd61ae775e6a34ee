import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { keyIdOf, readPublicKey } from './public-keys.ts';

/** Signs certificates; what holds the key (a file, a card, a signing server) is its own business. */
export type Signer = {
  readonly keyId: string;
  readonly algorithm: 'Ed25519';
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
};

/** Folder of the signing key and of every public key that is still believed. */
export function keyFolder(): string {
  return dirname(env.SIGNING_KEY_FILE);
}

function publicFileOf(keyFile: string): string {
  return join(dirname(keyFile), `${basename(keyFile).replace(/\.pem$/, '')}.pub.pem`);
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** The text of a file, or null when there is none. */
async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * The signer of new certificates, from a PKCS#8 PEM file outside the database, so that someone who only has the
 * database can make nothing that verifies.
 * @returns SIGNING_KEY_MISSING when the file does not exist.
 */
export async function loadSigner(keyFile: string = env.SIGNING_KEY_FILE): Promise<Result<Signer>> {
  const pem = await readIfThere(keyFile);
  if (pem === null) return fail('SIGNING_KEY_MISSING');
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`unsupported signing key type: ${key.asymmetricKeyType}`);
  return ok({
    keyId: keyIdOf(createPublicKey(key)),
    algorithm: 'Ed25519',
    sign: async (bytes) => sign(null, bytes, key),
  });
}

/** A finished file under its final name at once, and never over one that another process has put there first. */
async function writeOnce(file: string, text: string, mode: number): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  await writeFile(draft, text, { mode, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Puts the public key beside the private one; an older key under that name stays, called after its id. */
async function ensurePublicFile(keyFile: string): Promise<string> {
  const publicKey = createPublicKey(await readFile(keyFile, 'utf8'));
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
  const file = publicFileOf(keyFile);
  const standing = await readIfThere(file);
  const old = standing === null ? null : readPublicKey(standing);
  const keyId = keyIdOf(publicKey);
  if (old?.keyId === keyId) return keyId;
  if (old) await rename(file, join(dirname(file), `${old.keyId}.pub.pem`));
  await writeOnce(file, pem, 0o644);
  return keyId;
}

/**
 * Makes the signing key at the first start (mode 0600) with its public key beside it, and leaves a standing key alone.
 * Safe to call from several processes at once.
 * @returns the id of the key in use.
 */
export async function ensureSigningKey(keyFile: string = env.SIGNING_KEY_FILE): Promise<string> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  if ((await readIfThere(keyFile)) === null) {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeOnce(keyFile, String(privateKey.export({ type: 'pkcs8', format: 'pem' })), 0o600);
  }
  const { mode } = await stat(keyFile);
  if ((mode & 0o077) !== 0) {
    logger.warn(
      { file: basename(keyFile) },
      'the signing key can be read by other users of this machine; set its mode to 0600',
    );
  }
  return ensurePublicFile(keyFile);
}
