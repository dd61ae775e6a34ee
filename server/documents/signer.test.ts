import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '#domain/certification/payload.ts';
import { pemOf } from './key-files.ts';
import { checkSignature, publicKeysIn } from './public-keys.ts';
import { ensureSigningKey, loadSigner, type Signer } from './signer.ts';

let folder: string;
let keyFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  keyFile = join(folder, 'signing.pem');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function signer(): Promise<Signer> {
  const loaded = await loadSigner(keyFile);
  if (!loaded.ok) throw new Error(loaded.error.code);
  return loaded.value;
}

async function signed(payload: string) {
  const { keyId, sign } = await signer();
  return { payload, keyId, signature: await sign(Buffer.from(payload)) };
}

describe('the signing key', () => {
  it('is made once, readable by its owner alone, with the public key beside it', async () => {
    const first = await ensureSigningKey(keyFile, 'Ed25519');
    expect(await ensureSigningKey(keyFile, 'Ed25519')).toBe(first);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['signing.pem', 'signing.pub.pem']);
    expect((await publicKeysIn(folder)).map((key) => key.keyId)).toEqual([first]);
  });

  it('is one and the same for processes that start together', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => ensureSigningKey(keyFile, 'Ed25519')));
    expect(new Set(ids).size).toBe(1);
    expect((await signer()).keyId).toBe(ids[0]);
  });

  it('is an expected failure when it is missing', async () => {
    expect(await loadSigner(keyFile)).toEqual({ ok: false, error: { code: 'SIGNING_KEY_MISSING' } });
  });

  it.each(SIGNATURE_ALGORITHMS)(
    'of kind %s signs what the public key alone can check, and nothing else passes',
    async (kind) => {
      await ensureSigningKey(keyFile, kind);
      expect((await signer()).algorithm).toBe(kind);
      const document = await signed('{"name":"张晓明"}');
      const keys = await publicKeysIn(folder);
      expect(checkSignature(keys, document)).toBe('good');
      expect(checkSignature(keys, { ...document, payload: '{"name":"张晓鸣"}' })).toBe('bad');
      expect(checkSignature(keys, { ...document, signature: document.signature.subarray(1) })).toBe('bad');
      expect(checkSignature([], document)).toBe('unknown-key');
    },
  );

  it('decides the kind of signature; a file that names another kind is not what was issued', async () => {
    await ensureSigningKey(keyFile, 'SM2');
    const document = await signed('{}');
    const keys = await publicKeysIn(folder);
    expect(checkSignature(keys, { ...document, algorithm: 'SM2' })).toBe('good');
    expect(checkSignature(keys, { ...document, algorithm: 'Ed25519' })).toBe('bad');
  });

  it('is refused when it is of a kind nobody could check here', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(keyFile, pemOf(privateKey));
    await expect(loadSigner(keyFile)).rejects.toThrow('unsupported signing key type');
  });

  it('can be replaced without losing what the old one signed', async () => {
    const before = await ensureSigningKey(keyFile, 'Ed25519');
    const document = await signed('{}');
    await rename(keyFile, join(folder, 'retired.key'));
    const after = await ensureSigningKey(keyFile, 'Ed25519');
    const keys = await publicKeysIn(folder);
    expect(keys.map((key) => key.keyId).sort()).toEqual([before, after].sort());
    expect(checkSignature(keys, document)).toBe('good');
    expect(checkSignature(keys, { ...document, keyId: after })).toBe('bad');
  });

  it('knows no key in a folder that does not exist', async () => {
    expect(await publicKeysIn(join(folder, 'none'))).toEqual([]);
  });
});
