import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { transaction } from '#db/client.ts';
import { readPayload } from '#domain/certification/payload.ts';
import { checkSignature, publicKeysIn } from '#server/documents/public-keys.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { issueCertificate } from '#server/operations/certificates/issue.ts';
import { printCertificate } from '#server/operations/certificates/print.ts';
import { ownCertificate, ownCertificates, signedCertificate } from '#server/operations/certificates/read.ts';
import { verifyByCode } from '#server/operations/certificates/verify.ts';
import {
  completionOf,
  createOrganisation,
  createPerson,
  principalOf,
  type TestPerson,
} from '#tests/support/certificate-fixture.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
process.env.SIGNING_KEY_FILE = join(folder, 'signing.pem');
afterAll(() => rm(folder, { recursive: true, force: true }));

const { owner } = database;
const { north, south, policyId } = await createOrganisation(owner);
await ensureSigningKey();

type Row = { id: string; serial: string; code: string; payload: string };
let person: TestPerson;
let issued: Row;

async function issueTo(somebody: TestPerson): Promise<Row> {
  const facts = await completionOf(owner, somebody, policyId);
  const result = await transaction((tx) => issueCertificate(tx, facts));
  if (!result.ok) throw new Error(result.error.code);
  const [row] = await owner<
    Row[]
  >`select id, serial, verify_code as code, payload from certificates where id = ${result.value.id}`;
  if (!row) throw new Error('nothing was written');
  return row;
}

async function stateOf(code: string): Promise<string> {
  const result = await verifyByCode(code);
  return result.ok ? result.value.state : result.error.code;
}

/** What somebody who rules the database could do: change evidence with its trigger switched off. */
async function tamper(change: (sql: typeof owner) => Promise<unknown>): Promise<void> {
  await owner`alter table certificates disable trigger user`;
  await change(owner);
  await owner`alter table certificates enable trigger user`;
}

beforeEach(async () => {
  await database.travelTo('2026-11-21T09:00:00+08:00');
  person = await createPerson(owner, north, '张晓明');
  issued = await issueTo(person);
});

test('a certificate verifies, and a stranger reads no more than the minimum of it', async () => {
  expect(await verifyByCode(issued.code)).toEqual({
    ok: true,
    value: {
      state: 'valid',
      endedOn: null,
      certificate: {
        serial: issued.serial,
        name: '张*明',
        issuer: '江东市城市规划研究院',
        title: '全员年度保密教育培训考核合格证明',
        year: 2026,
        issuedOn: '2026-11-21',
        validUntil: '2027-11-20',
      },
    },
  });
});

test('it states the roster, the plan and the exam of the day of issue', async () => {
  expect(readPayload(issued.payload)).toMatchObject({
    personId: person.id,
    name: '张晓明',
    employeeNo: person.employeeNo,
    unit: '总体规划所',
    category: '一般涉密',
    policyVersion: 3,
    hours: { minutes: 198, minutesPerHour: 45 },
    exam: { score: '92.5', passMark: '80' },
  });
});

test('issuing leaves an audit row in the same transaction, and none when it is rolled back', async () => {
  const count = async () => (await owner`select 1 from audit_events where action = 'certificate.issue'`).length;
  const before = await count();
  const facts = await completionOf(owner, await createPerson(owner, north, '李四'), policyId);
  const undone = transaction(async (tx) => {
    await issueCertificate(tx, facts);
    throw new Error('the caller changes its mind');
  });
  await expect(undone).rejects.toThrow('changes its mind');
  expect(await count()).toBe(before);
  const [row] = await owner`select actor_name from audit_events where subject_id = ${issued.id}`;
  expect(row?.actor_name).toBe('系统');
});

test('20 certificates issued at once get 20 consecutive serials', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, (_, i) => createPerson(owner, south, `并发${i}`)));
  const rows = await Promise.all(people.map(issueTo));
  const numbers = rows.map((row) => Number(row.serial.split('-')[2])).sort((a, b) => a - b);
  const first = Number(issued.serial.split('-')[2]) + 1;
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => first + i));
});

test('a name, date or score changed in the signed text is found out', async () => {
  for (const [from, to] of [
    ['张晓明', '张晓鸣'],
    ['2027-11-20', '2037-11-20'],
    ['"92.5"', '"99.5"'],
  ] as const) {
    await tamper(
      (sql) => sql`update certificates set payload = replace(payload, ${from}, ${to}) where id = ${issued.id}`,
    );
    expect(await verifyByCode(issued.code), to).toEqual({
      ok: true,
      value: { state: 'altered', endedOn: null, certificate: null },
    });
    await tamper((sql) => sql`update certificates set payload = ${issued.payload} where id = ${issued.id}`);
    expect(await stateOf(issued.code)).toBe('valid');
  }
});

test('a column of the register that is changed beside the signed text is found out', async () => {
  const other = await createPerson(owner, south, '王五');
  await tamper((sql) => sql`update certificates set valid_until = '2037-11-20' where id = ${issued.id}`);
  expect(await stateOf(issued.code)).toBe('altered');
  await tamper(
    (sql) => sql`update certificates set valid_until = '2027-11-20', person_id = ${other.id} where id = ${issued.id}`,
  );
  expect(await stateOf(issued.code)).toBe('altered');
  expect(await printCertificate(principalOf(other), issued.id)).toMatchObject({
    ok: false,
    error: { code: 'CERTIFICATE_NOT_AUTHENTIC' },
  });
});

test('a signature by a key that is not among the public keys is of an unknown key', async () => {
  await tamper((sql) => sql`update certificates set key_id = '0000000000000000' where id = ${issued.id}`);
  expect(await verifyByCode(issued.code)).toEqual({
    ok: true,
    value: { state: 'unknown-key', endedOn: null, certificate: null },
  });
});

test('revoked, superseded and expired each have their own answer', async () => {
  const event = (
    kind: string,
  ) => owner`insert into certificate_events (certificate_id, kind, reason, requested_by, approved_by)
    values (${issued.id}, ${kind}, '试验', gen_random_uuid(), gen_random_uuid())`;
  await database.travelTo('2027-11-20T23:59:00+08:00');
  expect(await stateOf(issued.code)).toBe('valid');
  await database.travelTo('2027-11-21T00:01:00+08:00');
  expect(await stateOf(issued.code)).toBe('expired');
  await event('superseded');
  expect(await stateOf(issued.code)).toBe('superseded');
  await event('revoked');
  expect(await stateOf(issued.code)).toBe('revoked');
});

test('a code that names nothing, of whatever form, is simply not found', async () => {
  for (const code of ['AAAAAAAAAAAAAAAAAAAAAA', '', "' or true --", issued.serial, issued.code.slice(1)]) {
    expect(await stateOf(code)).toBe('CERTIFICATE_NOT_FOUND');
  }
});

test('owner, 人事, 保密办 and the own officer take a certificate along; a stranger finds nothing', async () => {
  const stranger = await createPerson(owner, south, '赵六');
  const outcome = async (principal: ReturnType<typeof principalOf>) => {
    const printed = await printCertificate(principal, issued.id);
    const signed = await signedCertificate(principal, issued.id);
    return [printed, signed].map((result) => (result.ok ? 'taken' : result.error.code));
  };
  for (const allowed of [
    principalOf(person),
    principalOf(null, ['hr']),
    principalOf(null, ['office']),
    principalOf(stranger, ['unit-officer'], [north]),
  ]) {
    expect(await outcome(allowed)).toEqual(['taken', 'taken']);
  }
  for (const refused of [
    principalOf(stranger),
    principalOf(stranger, ['unit-officer'], [south]),
    principalOf(null, ['sysadmin']),
  ]) {
    expect(await outcome(refused)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect((await ownCertificate(refused, issued.id)).ok).toBe(false);
  }
  const audits =
    await owner`select 1 from audit_events where action = 'certificate.download' and subject_id = ${issued.id}`;
  expect(audits.length).toBe(6);
});

test('the own list holds the own certificates alone, with their state', async () => {
  expect(await ownCertificates(principalOf(person))).toMatchObject([{ id: issued.id, state: 'valid', year: 2026 }]);
  expect(await ownCertificates(principalOf(await createPerson(owner, south, '钱七')))).toEqual([]);
});

test('the signed file verifies with the public key file alone', async () => {
  const signed = await signedCertificate(principalOf(person), issued.id);
  if (!signed.ok) throw new Error(signed.error.code);
  const signature = Buffer.from(signed.value.signature, 'base64');
  expect(checkSignature(await publicKeysIn(folder), { ...signed.value, signature })).toBe('good');
});

test('no private key is anywhere in the database', async () => {
  const names = await readdir(folder);
  const pem = await readFile(join(folder, 'signing.pem'), 'utf8');
  const secret = pem.split('\n')[1] ?? '';
  const [row] = await owner`select count(*)::int as found from certificates c where c::text like ${`%${secret}%`}`;
  expect(names).toContain('signing.pub.pem');
  expect(row?.found).toBe(0);
});

test('without the key nothing is issued, and the caller learns why', async () => {
  const facts = await completionOf(owner, await createPerson(owner, north, '孙八'), policyId);
  const key = process.env.SIGNING_KEY_FILE ?? '';
  await rename(key, `${key}.away`);
  expect(await transaction((tx) => issueCertificate(tx, facts))).toEqual({
    ok: false,
    error: { code: 'SIGNING_KEY_MISSING' },
  });
  await rename(`${key}.away`, key);
});

test('the public address answers anyone, counts by the reader, and slows down guessing', async () => {
  const api = createApi();
  const ask = (code: string, ip: string) =>
    api.inject({ method: 'GET', url: `/api/v1/verify/${code}`, headers: { 'x-shoumi-ip': ip } });
  const answer = await ask(issued.code, '10.0.0.1');
  expect(answer.statusCode).toBe(200);
  expect(answer.body).not.toContain(person.employeeNo);
  const guesses = await Promise.all(
    Array.from({ length: 40 }, (_, i) => ask(`AAAAAAAAAAAAAAAAAAAA${10 + i}`, '10.0.0.2')),
  );
  expect(new Set(guesses.map((guess) => guess.statusCode))).toEqual(new Set([404, 429]));
  expect((await ask(issued.code, '10.0.0.1')).statusCode).toBe(200);
  const keys = await api.inject({ method: 'GET', url: '/api/v1/verify-keys' });
  expect(keys.json<{ keys: unknown[] }>().keys).toMatchObject([
    { algorithm: 'Ed25519', pem: expect.stringContaining('PUBLIC KEY') },
  ]);
  await api.close();
});

test('without log-in neither the list nor a file is given out', async () => {
  const api = createApi();
  for (const url of ['', `/${issued.id}/pdf`, `/${issued.id}/signed`]) {
    expect((await api.inject({ method: 'GET', url: `/api/v1/certificates${url}` })).statusCode).toBe(401);
  }
  await api.close();
});
