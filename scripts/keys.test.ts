import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSignature, publicKeysIn } from '#server/documents/public-keys.ts';
import { loadSigner } from '#server/documents/signer.ts';

let folder: string;
let keyFile: string;
const SCRIPT = resolve('scripts/keys.ts');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-command-'));
  keyFile = join(folder, 'signing.pem');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command with nothing but the place of the key set: no database, no secret. */
function keys(...given: string[]) {
  const done = spawnSync(process.execPath, [SCRIPT, ...given], {
    encoding: 'utf8',
    cwd: folder,
    env: { NODE_ENV: 'test', PATH: process.env.PATH, SIGNING_KEY_FILE: keyFile },
  });
  return { code: done.status, said: done.stdout + done.stderr };
}

async function sign(payload: string) {
  const loaded = await loadSigner(keyFile);
  if (!loaded.ok) throw new Error(loaded.error.code);
  const { keyId, algorithm } = loaded.value;
  return { payload, keyId, algorithm, signature: await loaded.value.sign(Buffer.from(payload)) };
}

describe('npm run keys', () => {
  it('makes, exchanges and retires keys; what the retired one signed still verifies', async () => {
    expect(keys('list').said).toContain('还没有密钥');
    expect(keys('new').code).toBe(0);
    const document = await sign('{}');
    expect(document.algorithm).toBe('Ed25519');
    expect(keys('new', '--algorithm', 'sm2').said).toContain(`retire ${document.keyId}`);
    const next = await sign('{}');
    expect(next.algorithm).toBe('SM2');
    expect(keys('retire', document.keyId).code).toBe(0);
    const { said } = keys('list');
    expect(said).toMatch(new RegExp(`${next.keyId} +SM2 +签发中`));
    expect(said).toMatch(new RegExp(`${document.keyId} +Ed25519 +已停用`));
    const known = await publicKeysIn(folder);
    expect([document, next].map((one) => checkSignature(known, one))).toEqual(['good', 'good']);
  });

  it('shows no private key, and keeps every one readable by its owner alone', async () => {
    const said = [keys('new'), keys('new', '--algorithm', 'sm2'), keys('list')].map((one) => one.said).join('');
    const secret = readdirSync(folder).filter((name) => !name.endsWith('.pub.pem'));
    expect(secret).toHaveLength(2);
    for (const name of secret) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
      expect(said).not.toContain(readFileSync(join(folder, name), 'utf8').split('\n')[1]);
    }
  });

  it('refuses to retire the key in use or one it does not know, and says what to do', async () => {
    keys('new');
    const { keyId } = await sign('{}');
    expect(keys('retire', keyId)).toMatchObject({ code: 1, said: expect.stringContaining('keys -- new') });
    expect(keys('retire', '0123456789abcdef')).toMatchObject({
      code: 1,
      said: expect.stringContaining('keys -- list'),
    });
    expect((await sign('{}')).keyId).toBe(keyId);
  });

  it('explains itself when it is not understood, and does nothing', () => {
    for (const given of [[], ['new', '--algorithm', 'rsa'], ['retire'], ['new', 'x'], ['destroy']]) {
      expect(keys(...given), given.join(' ')).toMatchObject({ code: 1, said: expect.stringContaining('用法') });
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
