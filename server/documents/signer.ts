import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { SignatureAlgorithm } from '#domain/certification/payload.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { ensurePublicFile, isMissing, newPrivateKey, pemOf, writeOnce } from './key-files.ts';
import { keyIdOf } from './public-keys.ts';
import { isSm2PrivateKey, sm2Sign } from './sm2.ts';

/** Signs certificates; what holds the key (a file, a card, a signing server) is its own business. */
export type Signer = {
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
};

/** Folder of the signing key and of every public key that is still believed. */
export function keyFolder(): string {
  return dirname(env.SIGNING_KEY_FILE);
}

/** @throws for a key that is neither Ed25519 nor SM2. */
export function signerOf(key: KeyObject): Signer {
  const keyId = keyIdOf(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  if (key.asymmetricKeyType === 'ed25519')
    return { keyId, algorithm: 'Ed25519', sign: async (bytes) => sign(null, bytes, key) };
  if (isSm2PrivateKey(key)) return { keyId, algorithm: 'SM2', sign: async (bytes) => sm2Sign(key, bytes) };
  throw new Error(`unsupported signing key type: ${key.asymmetricKeyType}`);
}

/**
 * The signer of new certificates, from a PKCS#8 PEM file outside the database, so that someone who only has the
 * database can make nothing that verifies. Read anew each time, so that a rotated key signs from the next one on.
 * @returns SIGNING_KEY_MISSING when the file does not exist.
 */
export async function loadSigner(keyFile: string = env.SIGNING_KEY_FILE): Promise<Result<Signer>> {
  try {
    return ok(signerOf(createPrivateKey(await readFile(keyFile, 'utf8'))));
  } catch (error) {
    if (isMissing(error)) return fail('SIGNING_KEY_MISSING');
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/**
 * Makes the signing key at the first start (mode 0600) with its public key beside it, and leaves a standing key alone.
 * Safe to call from several processes at once.
 * @returns the id of the key in use.
 */
export async function ensureSigningKey(
  keyFile: string = env.SIGNING_KEY_FILE,
  algorithm: SignatureAlgorithm = env.SIGNING_ALGORITHM,
): Promise<string> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  if (!(await exists(keyFile))) await writeOnce(keyFile, pemOf(newPrivateKey(algorithm)), 0o600);
  const { mode } = await stat(keyFile);
  if ((mode & 0o077) !== 0) {
    logger.warn(
      { file: basename(keyFile) },
      'the signing key can be read by other users of this machine; set its mode to 0600',
    );
  }
  const key = createPrivateKey(await readFile(keyFile, 'utf8'));
  const signer = signerOf(key);
  if (signer.algorithm !== algorithm)
    logger.warn(
      { keyId: signer.keyId, inUse: signer.algorithm, asked: algorithm },
      'SIGNING_ALGORITHM names another kind than the signing key; make one with `npm run keys -- new`',
    );
  await ensurePublicFile(keyFile, key);
  return signer.keyId;
}
