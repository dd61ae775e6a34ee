import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/certification/canonical-json.ts';
import {
  type CertificatePayload,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from '#domain/certification/payload.ts';
import type { RevocationList } from '#domain/certification/revocation-list.ts';
import { samplePayload } from '#domain/certification/sample-payload.ts';
import { serialOf } from '#domain/certification/serial.ts';
import { certificatePdf } from '#server/documents/certificate-pdf.ts';
import { newPrivateKey } from '#server/documents/key-files.ts';
import { signerOf } from '#server/documents/signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keyPair(name: string, algorithm: SignatureAlgorithm = 'Ed25519') {
  const key = newPrivateKey(algorithm);
  const file = join(folder, `${name}.pem`);
  writeFileSync(file, createPublicKey(key).export({ type: 'spki', format: 'pem' }));
  return { ...signerOf(key), file };
}
type Keys = ReturnType<typeof keyPair>;

async function signedBy(by: Keys, changes: Partial<CertificatePayload> = {}) {
  const payload = canonicalJson(samplePayload({ keyId: by.keyId, ...changes }));
  const signature = Buffer.from(await by.sign(Buffer.from(payload))).toString('base64');
  return { payload, signature, keyId: by.keyId, algorithm: by.algorithm };
}

async function listBy(by: Keys, ended: RevocationList['ended']) {
  const issuer = '江东市城市规划研究院';
  const payload = canonicalJson({ v: 1, kind: 'revocations', issuer, asOf: '2026-12-01', keyId: by.keyId, ended });
  const signature = Buffer.from(await by.sign(Buffer.from(payload))).toString('base64');
  return { payload, signature, keyId: by.keyId, algorithm: by.algorithm };
}

const issuer = keyPair('issuer');
const stranger = keyPair('stranger');
const good = await signedBy(issuer);
const { payload } = good;
const ON = ['--on', '2026-12-01'];

/** Runs the command as a person would, with no setting of the system in its environment. */
function run(document: unknown, keyFile: string, more: readonly string[] = ON) {
  const isPrint = document instanceof Uint8Array;
  const file = join(folder, isPrint ? 'certificate.pdf' : 'certificate.json');
  writeFileSync(file, isPrint || typeof document === 'string' ? document : JSON.stringify(document));
  const done = spawnSync(process.execPath, ['scripts/verify-certificate.ts', file, '--key', keyFile, ...more], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: process.env.PATH },
  });
  return { code: done.status, said: done.stdout, complained: done.stderr };
}

function withList(list: unknown) {
  const file = join(folder, 'revoked.json');
  writeFileSync(file, JSON.stringify(list));
  return [...ON, '--revoked', file];
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
      expect(payload).toContain(from);
      expect({ code, said }).toEqual({ code: 1, said: '已被改动：文件内容与签名不一致，请勿采信。\n' });
    }
  });

  it('does not take what somebody else has signed in the name of the issuer', async () => {
    const forged = Buffer.from(await stranger.sign(Buffer.from(payload))).toString('base64');
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

  it.each(SIGNATURE_ALGORITHMS)('takes a file signed with %s, and finds a change in it', async (algorithm) => {
    const keys = keyPair(`by-${algorithm}`, algorithm);
    const signed = await signedBy(keys);
    expect(run(signed, keys.file).code).toBe(0);
    expect(run({ ...signed, payload: signed.payload.replace('张晓明', '张晓鸣') }, keys.file).code).toBe(1);
    const other = algorithm === 'SM2' ? 'Ed25519' : 'SM2';
    expect(run({ ...signed, algorithm: other }, keys.file).code).toBe(1);
  });

  it('tells a certificate that has run out, through its last day', () => {
    expect(run(good, issuer.file, ['--on', '2027-11-20']).code).toBe(0);
    const { code, said } = run(good, issuer.file, ['--on', '2027-11-21']);
    expect(said).toContain('已过有效期');
    expect(code).toBe(3);
  });

  it('finds a revoked and a superseded one in the signed list, and believes no list that was touched', async () => {
    const { serial } = samplePayload();
    for (const [kind, word] of [
      ['revoked', '已撤销'],
      ['superseded', '已换发'],
    ] as const) {
      const list = await listBy(issuer, [{ serial, kind, on: '2026-11-30' }]);
      const { code, said } = run(good, issuer.file, withList(list));
      expect(said).toContain(`${word}：2026-11-30`);
      expect(code).toBe(4);
      const touched = { ...list, payload: list.payload.replace(serial, serialOf(2026, 124)) };
      const refused = run(good, issuer.file, withList(touched));
      expect(refused.complained).toContain('撤销清单没有通过签名核验');
      expect(refused.code).toBe(66);
    }
    const other = await listBy(issuer, [{ serial: serialOf(2026, 124), kind: 'revoked', on: '2026-11-30' }]);
    expect(run(good, issuer.file, withList(other)).code).toBe(0);
    expect(run(good, issuer.file, withList(await listBy(stranger, []))).code).toBe(66);
  });

  it('names the certificate that a new one stands in for', async () => {
    const renewed = await signedBy(issuer, { supersedes: serialOf(2026, 7) });
    expect(run(renewed, issuer.file).said).toContain(`换发自 ${serialOf(2026, 7)}`);
  });

  it('reads the signed text out of the print, and finds a change in it', async () => {
    const place = { baseUrl: 'https://baomi.example' };
    const print = await certificatePdf(samplePayload({ keyId: issuer.keyId }), { ...place, signed: good });
    const { code, said } = run(print, issuer.file);
    expect(said).toContain('张晓明');
    expect(code).toBe(0);
    const changed = { ...good, payload: payload.replace('张晓明', '张晓鸣') };
    const forged = await certificatePdf(samplePayload({ name: '张晓鸣' }), { ...place, signed: changed });
    expect(run(forged, issuer.file).code).toBe(1);
    expect(run(await certificatePdf(samplePayload(), place), issuer.file).code).toBe(1);
  });
});
