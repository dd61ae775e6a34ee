import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/certification/canonical-json.ts';
import { samplePayload } from '#domain/certification/sample-payload.ts';
import { keyIdOf } from '#server/documents/public-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keyPair(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const file = join(folder, `${name}.pem`);
  writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }));
  return { privateKey, file, keyId: keyIdOf(publicKey) };
}

const issuer = keyPair('issuer');
const stranger = keyPair('stranger');
const payload = canonicalJson(samplePayload({ keyId: issuer.keyId }));
const good = {
  payload,
  signature: sign(null, Buffer.from(payload), issuer.privateKey).toString('base64'),
  keyId: issuer.keyId,
  algorithm: 'Ed25519',
};

/** Runs the command as a person would, with no setting of the system in its environment. */
function run(document: unknown, keyFile: string) {
  const file = join(folder, 'certificate.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  const done = spawnSync(process.execPath, ['scripts/verify-certificate.ts', file, '--key', keyFile], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: process.env.PATH },
  });
  return { code: done.status, said: done.stdout };
}

describe('npm run verify', () => {
  it('finds an untouched file valid with the public key alone', () => {
    const { code, said } = run(good, issuer.file);
    expect(said).toContain('有效');
    expect(said).toContain('张晓明');
    expect(code).toBe(0);
  });

  it('finds out a changed name, date or score', () => {
    for (const [from, to] of [
      ['张晓明', '张晓鸣'],
      ['2027-11-20', '2037-11-20'],
      ['"92.5"', '"99.5"'],
    ] as const) {
      const { code, said } = run({ ...good, payload: payload.replace(from, to) }, issuer.file);
      expect({ code, said }).toEqual({ code: 1, said: '已被改动：文件内容与签名不一致，请勿采信。\n' });
    }
  });

  it('does not take what somebody else has signed in the name of the issuer', () => {
    const forged = sign(null, Buffer.from(payload), stranger.privateKey).toString('base64');
    expect(run({ ...good, signature: forged }, issuer.file).code).toBe(1);
    expect(run({ ...good, signature: forged, keyId: stranger.keyId }, stranger.file).code).toBe(1);
  });

  it('says so when it does not know the key', () => {
    const { code, said } = run(good, stranger.file);
    expect(said).toContain('未知密钥');
    expect(code).toBe(2);
  });

  it('takes no other file for a certificate', () => {
    for (const other of ['{', '{}', { ...good, note: 'x' }, { ...good, payload: '{}' }])
      expect(run(other, issuer.file).code).toBe(1);
  });
});
