import { spawnSync } from 'node:child_process';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '#domain/certification/payload.ts';
import { retireKey, rotateKey } from '#server/documents/key-ring.ts';
import { decideChange } from '#server/operations/certificates/decide-change.ts';
import { printCertificate } from '#server/operations/certificates/print.ts';
import { ownCertificate, signedCertificate } from '#server/operations/certificates/read.ts';
import { revocationList } from '#server/operations/certificates/register.ts';
import { verifyByCode } from '#server/operations/certificates/verify.ts';
import { type Issued, openDesk } from '#tests/support/certificate-desk.ts';
import { createPerson, principalOf, type TestPerson } from '#tests/support/certificate-fixture.ts';

const desk = await openDesk();
const { owner, north, keyFile, keyFolder } = desk;
let person: TestPerson;

beforeEach(async () => {
  await desk.travelTo('2026-11-21T09:00:00+08:00');
  person = await createPerson(owner, north, '张晓明');
});

/** Runs the offline command over a file with every public key of the folder, and nothing of the system's settings. */
async function offline(
  name: string,
  content: string | Uint8Array,
  more: readonly string[] = [],
): Promise<number | null> {
  const file = join(keyFolder, name);
  await writeFile(file, content);
  const given = ['scripts/verify-certificate.ts', file, '--on', '2026-11-21', ...more];
  return spawnSync(process.execPath, given, { env: { NODE_ENV: 'test', PATH: process.env.PATH } }).status;
}

/** The signed file as somebody with the database alone could put it together, past every check of the system. */
async function fileFromRow(id: string): Promise<string> {
  const { text, signature, keyId } = await desk.read(id);
  return JSON.stringify({ payload: text, signature: signature.toString('base64'), keyId, algorithm: 'Ed25519' });
}

async function everyAnswer(issued: Issued): Promise<unknown[]> {
  const self = principalOf(person);
  const shown = await ownCertificate(self, issued.id);
  const taken = await Promise.all([printCertificate(self, issued.id), signedCertificate(self, issued.id)]);
  return [
    await desk.stateOf(issued.code),
    shown.ok && shown.value.payload === null,
    ...taken.map((result) => (result.ok ? 'taken' : result.error.code)),
  ];
}

describe('a certificate altered in the database', () => {
  test('fails on the public page, in the downloads, on the own page and in the offline command', async () => {
    const issued = await desk.issueTo(person);
    expect(await everyAnswer(issued)).toEqual(['valid', false, 'taken', 'taken']);
    expect(await offline('good.json', await fileFromRow(issued.id))).toBe(0);
    for (const [from, to] of [
      ['"name":"张晓明"', '"name":"张晓鸣"'],
      ['"92.5"', '"99.5"'],
      ['2027-11-20', '2037-11-20'],
      ['一般涉密', '核心涉密'],
    ] as const) {
      expect(issued.text).toContain(from);
      await desk.tamper(
        (sql) => sql`update certificates set payload = replace(payload, ${from}, ${to}) where id = ${issued.id}`,
      );
      const refused = ['altered', true, 'CERTIFICATE_NOT_AUTHENTIC', 'CERTIFICATE_NOT_AUTHENTIC'];
      expect(await everyAnswer(issued), to).toEqual(refused);
      expect(await offline('altered.json', await fileFromRow(issued.id)), to).toBe(1);
      await desk.tamper((sql) => sql`update certificates set payload = ${issued.text} where id = ${issued.id}`);
    }
    expect(await everyAnswer(issued)).toEqual(['valid', false, 'taken', 'taken']);
  });

  test('fails although the columns were changed to match, and with the signature of another certificate', async () => {
    const issued = await desk.issueTo(person);
    const other = await desk.issueTo(await createPerson(owner, north, '李四'));
    await desk.tamper(
      (sql) =>
        sql`update certificates set payload = replace(payload, '2027-11-20', '2037-11-20'), valid_until = '2037-11-20' where id = ${issued.id}`,
    );
    expect(await desk.stateOf(issued.code)).toBe('altered');
    await desk.tamper(
      (sql) =>
        sql`update certificates set payload = ${issued.text}, valid_until = '2027-11-20', signature = ${other.signature} where id = ${issued.id}`,
    );
    expect(await desk.stateOf(issued.code)).toBe('altered');
  });

  test('a whole certificate copied to another person is found out', async () => {
    const issued = await desk.issueTo(person);
    const thief = await createPerson(owner, north, '赵六');
    await desk.tamper((sql) => sql`update certificates set person_id = ${thief.id} where id = ${issued.id}`);
    const refused = { ok: false, error: { code: 'CERTIFICATE_NOT_AUTHENTIC' } };
    expect(await printCertificate(principalOf(thief), issued.id)).toMatchObject(refused);
    expect(await desk.stateOf(issued.code)).toBe('altered');
  });
});

describe('the exchange of signing keys', () => {
  test.each(SIGNATURE_ALGORITHMS)(
    'to %s: the next certificate is signed with it, and those before still verify',
    async (algorithm) => {
      const before = await desk.issueTo(person);
      const { keyId, replaced } = await rotateKey(keyFile, algorithm);
      expect(replaced).toBe(before.keyId);
      expect(await retireKey(keyFile, before.keyId)).toBe('retired');
      const next = await createPerson(owner, north, '后来者');
      const after = await desk.issueTo(next);
      expect(after.keyId).toBe(keyId);
      expect([await desk.stateOf(before.code), await desk.stateOf(after.code)]).toEqual(['valid', 'valid']);
      const signed = await signedCertificate(principalOf(next), after.id);
      if (!signed.ok) throw new Error(signed.error.code);
      expect(signed.value.algorithm).toBe(algorithm);
      expect(await offline(`by-${algorithm}.json`, JSON.stringify(signed.value))).toBe(0);
      const printed = await printCertificate(principalOf(next), after.id);
      if (!printed.ok) throw new Error(printed.error.code);
      expect(await offline(`by-${algorithm}.pdf`, printed.value.pdf)).toBe(0);
      await desk.tamper(
        (sql) => sql`update certificates set payload = replace(payload, '后来者', '先来者') where id = ${after.id}`,
      );
      expect(await desk.stateOf(after.code)).toBe('altered');
    },
  );

  test('a certificate of a key nobody knows any more says so everywhere', async () => {
    await rotateKey(keyFile, 'Ed25519');
    const issued = await desk.issueTo(person);
    const own = await signedCertificate(principalOf(person), issued.id);
    await rotateKey(keyFile, 'Ed25519');
    const file = join(keyFolder, `${issued.keyId}.pub.pem`);
    await rename(file, `${file}.away`);
    expect(await verifyByCode(issued.code)).toMatchObject({
      ok: true,
      value: { state: 'unknown-key', certificate: null },
    });
    expect(await everyAnswer(issued)).toEqual([
      'unknown-key',
      true,
      'CERTIFICATE_NOT_AUTHENTIC',
      'CERTIFICATE_NOT_AUTHENTIC',
    ]);
    expect(await offline('unknown.json', JSON.stringify(own.ok ? own.value : null))).toBe(2);
    await rename(`${file}.away`, file);
    expect(await desk.stateOf(issued.code)).toBe('valid');
  });

  test('leaves no private key in the database, of whatever kind', async () => {
    await rotateKey(keyFile, 'SM2');
    await desk.issueTo(person);
    const names = (await readdir(keyFolder)).filter((name) => name.endsWith('.pem') && !name.endsWith('.pub.pem'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const [, secret = ''] = (await readFile(join(keyFolder, name), 'utf8')).split('\n');
      const like = `%${secret}%`;
      const [row] = await owner`select (select count(*) from certificates c where c::text like ${like})::int
        + (select count(*) from audit_events a where a::text like ${like})::int as found`;
      expect([name, row?.found]).toEqual([name, 0]);
    }
  });
});

test('the signed revocation list names what was ended, and the offline command believes it', async () => {
  const issued = await desk.issueTo(person);
  const kept = await desk.issueTo(await createPerson(owner, north, '李四'));
  const hr = await desk.colleague('人事甲', 'hr');
  const office = await desk.colleague('保密办乙', 'office');
  const requestId = await desk.ask(hr, issued.id, 'revoked', '成绩作废');
  await decideChange(office, requestId, { decision: 'approved', comment: '' });
  const list = await revocationList(hr);
  if (!list.ok) throw new Error(list.error.code);
  expect(list.value.asOf).toBe('2026-11-21');
  expect(list.value.file.payload).toContain(issued.serial);
  expect(list.value.file.payload).not.toContain('张晓明');
  const file = join(keyFolder, 'revoked.json');
  await writeFile(file, JSON.stringify(list.value.file));
  expect(await offline('ended.json', await fileFrom(issued), ['--revoked', file])).toBe(4);
  expect(await offline('kept.json', await fileFrom(kept), ['--revoked', file])).toBe(0);
});

/** As {@link fileFromRow}, with the kind of the key that signs now. */
async function fileFrom(issued: Issued): Promise<string> {
  const given = JSON.parse(await fileFromRow(issued.id)) as Record<string, string>;
  const signed = await revocationList(principalOf(null, ['office']));
  return JSON.stringify({ ...given, algorithm: signed.ok ? signed.value.file.algorithm : '' });
}
