import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listKeys, retireKey, rotateKey } from './key-ring.ts';
import { checkSignature, publicKeysIn } from './public-keys.ts';
import { ensureSigningKey, loadSigner } from './signer.ts';

let folder: string;
let keyFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ring-'));
  keyFile = join(folder, 'signing.pem');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function signed(payload: string) {
  const loaded = await loadSigner(keyFile);
  if (!loaded.ok) throw new Error(loaded.error.code);
  const { keyId, sign } = loaded.value;
  return { payload, keyId, signature: await sign(Buffer.from(payload)) };
}

describe('the ring of signing keys', () => {
  it('signs with the newest key and verifies with all of them, of either kind', async () => {
    await ensureSigningKey(keyFile, 'Ed25519');
    const documents = [await signed('{"n":1}')];
    for (const algorithm of ['SM2', 'Ed25519', 'SM2'] as const) {
      const { keyId, replaced } = await rotateKey(keyFile, algorithm);
      expect(replaced).toBe(documents.at(-1)?.keyId);
      documents.push(await signed(`{"n":${documents.length + 1}}`));
      expect(documents.at(-1)?.keyId).toBe(keyId);
    }
    const keys = await publicKeysIn(folder);
    expect(documents.map((document) => checkSignature(keys, document))).toEqual(['good', 'good', 'good', 'good']);
    expect((await listKeys(keyFile)).map(({ algorithm, state }) => [algorithm, state])).toHaveLength(4);
    expect((await listKeys(keyFile))[0]).toMatchObject({ keyId: documents.at(-1)?.keyId, state: 'signing' });
  });

  it('still verifies what a retired key has signed, although nothing can be signed with it any more', async () => {
    const old = await ensureSigningKey(keyFile, 'SM2');
    const document = await signed('{}');
    await rotateKey(keyFile, 'Ed25519');
    expect((await listKeys(keyFile)).find(({ keyId }) => keyId === old)?.state).toBe('spare');
    expect(await retireKey(keyFile, old)).toBe('retired');
    expect((await listKeys(keyFile)).find(({ keyId }) => keyId === old)?.state).toBe('retired');
    expect(await readdir(folder)).not.toContain(`${old}.pem`);
    expect(checkSignature(await publicKeysIn(folder), document)).toBe('good');
  });

  it('never retires the key in use, nor one it does not know', async () => {
    const inUse = await ensureSigningKey(keyFile, 'Ed25519');
    expect(await retireKey(keyFile, inUse)).toBe('signing');
    expect(await retireKey(keyFile, '0000000000000000')).toBe('unknown');
    expect(await retireKey(keyFile, '../signing')).toBe('unknown');
    expect((await signed('{}')).keyId).toBe(inUse);
  });

  it('lets nobody else read a private key, and leaves no unfinished file behind', async () => {
    await ensureSigningKey(keyFile, 'Ed25519');
    await rotateKey(keyFile, 'SM2');
    const names = await readdir(folder);
    const secret = names.filter((name) => name.endsWith('.pem') && !name.endsWith('.pub.pem'));
    expect(secret).toHaveLength(2);
    for (const name of secret) expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
    expect(names.filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('starts a ring where there was none, in a folder of its own', async () => {
    const file = join(folder, 'deep', 'signing.pem');
    const { keyId, replaced } = await rotateKey(file, 'SM2');
    expect(replaced).toBeNull();
    expect(await ensureSigningKey(file, 'SM2')).toBe(keyId);
    expect(await listKeys(file)).toEqual([{ keyId, algorithm: 'SM2', state: 'signing' }]);
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
  });

  it('has a signing key at every instant while it is exchanged', async () => {
    await ensureSigningKey(keyFile, 'Ed25519');
    const rotations = (async () => {
      for (let i = 0; i < 10; i++) await rotateKey(keyFile, i % 2 === 0 ? 'SM2' : 'Ed25519');
    })();
    const results: string[] = [];
    for (let i = 0; i < 60; i++) {
      const document = await signed(`{"n":${i}}`);
      results.push(checkSignature(await publicKeysIn(folder), document));
    }
    await rotations;
    expect(new Set(results)).toEqual(new Set(['good']));
  });
});
