import { rename } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client.ts';
import { countApprovals } from '#db/dal/approvals.ts';
import type { Principal } from '#domain/access/principal.ts';
import { askForChange } from '#server/operations/certificates/ask-change.ts';
import { decideChange } from '#server/operations/certificates/decide-change.ts';
import { printCertificate } from '#server/operations/certificates/print.ts';
import { ownCertificate, ownCertificates } from '#server/operations/certificates/read.ts';
import { verifyByCode } from '#server/operations/certificates/verify.ts';
import { withdrawChange } from '#server/operations/certificates/withdraw-change.ts';
import { type Issued, openDesk } from '#tests/support/certificate-desk.ts';
import { createPerson, principalOf, type TestPerson } from '#tests/support/certificate-fixture.ts';

const desk = await openDesk();
const { owner, north } = desk;
const APPROVE = { decision: 'approved', comment: '' } as const;
const REFUSE = { decision: 'refused', comment: '理由不足' } as const;

let person: TestPerson;
let issued: Issued;
let hr: Principal;
let office: Principal;
let leader: Principal;

beforeEach(async () => {
  await desk.travelTo('2026-11-21T09:00:00+08:00');
  person = await createPerson(owner, north, '张小明');
  issued = await desk.issueTo(person);
  hr = await desk.colleague('人事甲', 'hr');
  office = await desk.colleague('保密办乙', 'office');
  leader = await desk.colleague('领导丙', 'leader');
});

const codeOf = (result: Awaited<ReturnType<typeof decideChange>>) => (result.ok ? 'done' : result.error.code);
const eventsOf = (id: string) =>
  owner`select kind, reason, requested_by, approved_by from certificate_events where certificate_id = ${id}`;
const noticesOf = async (who: string | null) =>
  (await owner<{ title: string }[]>`select title from notices where person_id = ${who}`).map(({ title }) => title);
const auditsOf = async (id: string) =>
  (
    await owner<{ action: string; outcome: string }[]>`
      select action, outcome from audit_events where subject_id = ${id} order by seq_no`
  ).map(({ action, outcome }) => `${action} ${outcome}`);
const untilOf = async (who: string) =>
  (await owner`select certificate_until::text as until from plan_progress where person_id = ${who}`)[0]?.until;
const followersOf = (id: string) => owner<{ id: string }[]>`select id from certificates where supersedes_id = ${id}`;

describe('revocation', () => {
  test('takes effect when a second person approves it, with event, audit, notices and dashboard together', async () => {
    expect(await untilOf(person.id)).toBe('2027-11-20');
    const requestId = await desk.ask(hr, issued.id, 'revoked', '成绩作废');
    expect(await desk.stateOf(issued.code)).toBe('valid');
    await desk.travelTo('2026-11-23T23:30:00+08:00');
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('done');
    const seen = await verifyByCode(issued.code);
    expect(seen).toMatchObject({ ok: true, value: { state: 'revoked', endedOn: '2026-11-23' } });
    expect([...(await eventsOf(issued.id))]).toEqual([
      { kind: 'revoked', reason: '成绩作废', requested_by: hr.accountId, approved_by: office.accountId },
    ]);
    expect(await auditsOf(issued.id)).toEqual([
      'certificate.issue done',
      'certificate.request done',
      'certificate.revoke done',
    ]);
    expect(await noticesOf(person.id)).toEqual(['您的合格证明已撤销']);
    expect(await noticesOf(hr.personId)).toEqual(['撤销证明的申请已批准']);
    expect(await untilOf(person.id)).toBeNull();
  });

  test('waits in the list of each who may decide until it is decided, the one who asked and the holder left out', async () => {
    const waiting = async (principal: Principal) => (await countApprovals(db, principal)).certificate;
    const holder = { ...principalOf(person), roles: ['leader' as const] };
    const all = [hr, office, leader, holder];
    const before = await Promise.all(all.map(waiting));
    const requestId = await desk.ask(office, issued.id, 'revoked');
    const grown = (counts: number[]) => counts.map((count, i) => count - (before[i] ?? 0));
    expect(grown(await Promise.all(all.map(waiting)))).toEqual([0, 0, 1, 0]);
    await decideChange(leader, requestId, APPROVE);
    expect(grown(await Promise.all(all.map(waiting)))).toEqual([0, 0, 0, 0]);
  });

  test('shows the holder the state with its date, and stamps the print', async () => {
    await decideChange(leader, await desk.ask(office, issued.id, 'revoked'), APPROVE);
    const self = principalOf(person);
    expect(await ownCertificates(self)).toMatchObject([{ state: 'revoked', endedOn: '2026-11-21' }]);
    const sheet = await ownCertificate(self, issued.id);
    expect(sheet.ok && sheet.value.shapes.some((shape) => shape.kind === 'text' && shape.content === '已撤销')).toBe(
      true,
    );
    expect((await printCertificate(self, issued.id)).ok).toBe(true);
  });

  test('is possible for one that was altered, because whatever bears a serial can be declared void', async () => {
    await desk.tamper(
      (sql) => sql`update certificates set payload = replace(payload, '张小明', '张大明') where id = ${issued.id}`,
    );
    expect(codeOf(await decideChange(office, await desk.ask(hr, issued.id, 'revoked'), APPROVE))).toBe('done');
    expect((await eventsOf(issued.id)).length).toBe(1);
  });

  test('is final: nothing can be asked of an ended certificate, and its ending cannot be taken away', async () => {
    await decideChange(office, await desk.ask(hr, issued.id, 'revoked'), APPROVE);
    for (const kind of ['revoked', 'superseded'] as const) {
      const again = await askForChange(hr, issued.id, { kind, reason: '再来' });
      expect(again).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_ENDED' } });
    }
    await expect(owner`delete from certificate_events where certificate_id = ${issued.id}`).rejects.toThrow(
      'append-only',
    );
    await expect(
      owner`update certificate_events set kind = 'superseded' where certificate_id = ${issued.id}`,
    ).rejects.toThrow('append-only');
  });

  test('cannot be back-dated, whatever the statement says', async () => {
    await owner`insert into certificate_events (certificate_id, kind, reason, requested_by, approved_by, at)
      values (${issued.id}, 'revoked', '试验', gen_random_uuid(), gen_random_uuid(), '2020-01-01')`;
    expect(await verifyByCode(issued.code)).toMatchObject({ ok: true, value: { endedOn: '2026-11-21' } });
  });
});

describe('supersession', () => {
  test('issues a signed certificate with the corrected roster that names the old serial; the old one stays, marked', async () => {
    await owner`update people set name = '张晓明' where id = ${person.id}`;
    const requestId = await desk.ask(hr, issued.id, 'superseded');
    await desk.travelTo('2026-12-02T10:00:00+08:00');
    const done = await decideChange(office, requestId, APPROVE);
    const [row] = await followersOf(issued.id);
    const renewed = await desk.read(row?.id ?? '');
    expect(done).toEqual({ ok: true, value: { kind: 'superseded', id: renewed.id, serial: renewed.serial } });
    const { serial, verifyCode, keyId, name, issuedOn, supersedes, ...rest } = renewed.payload;
    expect({ name, issuedOn, supersedes }).toEqual({
      name: '张晓明',
      issuedOn: '2026-12-02',
      supersedes: issued.serial,
    });
    expect(issued.payload).toMatchObject(rest);
    expect(serial).not.toBe(issued.serial);
    expect(verifyCode).not.toBe(issued.code);
    expect(await verifyByCode(renewed.code)).toMatchObject({ ok: true, value: { state: 'valid', endedOn: null } });
    expect(await verifyByCode(issued.code)).toMatchObject({
      ok: true,
      value: { state: 'superseded', endedOn: '2026-12-02' },
    });
    expect((await desk.read(issued.id)).text).toBe(issued.text);
    expect(await auditsOf(renewed.id)).toEqual(['certificate.issue done']);
    expect(await auditsOf(issued.id)).toContain('certificate.supersede done');
    expect(await noticesOf(person.id)).toEqual(['您的合格证明已换发']);
    expect(await untilOf(person.id)).toBe('2027-11-20');
    expect(keyId).toBe(issued.keyId);
  });

  test('leads the holder from the old one to the new one, and keeps both in the list', async () => {
    await decideChange(office, await desk.ask(hr, issued.id, 'superseded'), APPROVE);
    const [row] = await followersOf(issued.id);
    const self = principalOf(person);
    expect(await ownCertificate(self, issued.id)).toMatchObject({ ok: true, value: { successor: { id: row?.id } } });
    expect((await ownCertificates(self)).map(({ state }) => state).sort()).toEqual(['superseded', 'valid']);
  });

  test('can follow a supersession, as a chain and never as a fork', async () => {
    await decideChange(office, await desk.ask(hr, issued.id, 'superseded'), APPROVE);
    const [second] = await followersOf(issued.id);
    await decideChange(office, await desk.ask(hr, second?.id ?? '', 'superseded'), APPROVE);
    const [third] = await followersOf(second?.id ?? '');
    expect(await desk.stateOf((await desk.read(third?.id ?? '')).code)).toBe('valid');
    const fork = owner`insert into certificates (serial, person_id, assignment_id, verify_code, payload, signature, key_id, issued_on, valid_until, supersedes_id)
      select 'x', person_id, assignment_id, 'x', payload, signature, key_id, issued_on, valid_until, ${issued.id} from certificates where id = ${issued.id}`;
    await expect(fork).rejects.toThrow('certificates_supersedes');
    const twin = owner`insert into certificates (serial, person_id, assignment_id, verify_code, payload, signature, key_id, issued_on, valid_until)
      select 'y', person_id, assignment_id, 'y', payload, signature, key_id, issued_on, valid_until from certificates where id = ${issued.id}`;
    await expect(twin).rejects.toThrow('certificates_assignment');
  });

  test('a predecessor changed behind the signature is found out', async () => {
    await decideChange(office, await desk.ask(hr, issued.id, 'superseded'), APPROVE);
    const renewed = await desk.read((await followersOf(issued.id))[0]?.id ?? '');
    await desk.tamper(async (sql) => {
      const other = await desk.issueTo(await createPerson(owner, north, '另一人'));
      await sql`update certificates set supersedes_id = ${other.id} where id = ${renewed.id}`;
    });
    expect(await desk.stateOf(renewed.code)).toBe('altered');
  });

  test('is refused for what is altered or has run out, when asked and when approved', async () => {
    const requestId = await desk.ask(hr, issued.id, 'superseded');
    await desk.tamper(
      (sql) => sql`update certificates set payload = replace(payload, '"92.5"', '"99.5"') where id = ${issued.id}`,
    );
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('CERTIFICATE_NOT_RENEWABLE');
    expect((await followersOf(issued.id)).length).toBe(0);
    expect((await eventsOf(issued.id)).length).toBe(0);
    const other = await desk.issueTo(await createPerson(owner, north, '李四'));
    await desk.travelTo('2027-11-21T00:01:00+08:00');
    const late = await askForChange(hr, other.id, { kind: 'superseded', reason: '改名' });
    expect(late).toMatchObject({ ok: false, error: { code: 'CERTIFICATE_NOT_RENEWABLE' } });
  });

  test('without the signing key changes nothing at all, and can be approved once the key is back', async () => {
    const requestId = await desk.ask(hr, issued.id, 'superseded');
    await rename(desk.keyFile, `${desk.keyFile}.away`);
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('SIGNING_KEY_MISSING');
    await rename(`${desk.keyFile}.away`, desk.keyFile);
    expect(await desk.stateOf(issued.code)).toBe('valid');
    expect(await noticesOf(person.id)).toEqual([]);
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('done');
  });
});

describe('two people', () => {
  test('nobody decides on the own request, neither way, and the attempt is on record', async () => {
    const requestId = await desk.ask(office, issued.id, 'revoked');
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('SELF_APPROVAL_REFUSED');
    expect(codeOf(await decideChange(office, requestId, REFUSE))).toBe('SELF_APPROVAL_REFUSED');
    expect((await auditsOf(issued.id)).filter((line) => line === 'certificate.decide refused')).toHaveLength(2);
    expect(await desk.stateOf(issued.code)).toBe('valid');
    const behind = owner`update certificate_requests set decision = 'approved', decided_by = requested_by, decided_at = app_now() where id = ${requestId}`;
    await expect(behind).rejects.toThrow('certificate_requests_two');
    const event = owner`insert into certificate_events (certificate_id, kind, reason, requested_by, approved_by)
      values (${issued.id}, 'revoked', 'x', ${office.accountId}, ${office.accountId})`;
    await expect(event).rejects.toThrow('certificate_events_two');
  });

  test('nobody decides on the own certificate, and the attempt is on record', async () => {
    const holder = principalOf(person, ['office']);
    const requestId = await desk.ask(hr, issued.id, 'superseded');
    expect(codeOf(await decideChange(holder, requestId, APPROVE))).toBe('OWN_CERTIFICATE_REFUSED');
    expect(await auditsOf(issued.id)).toContain('certificate.decide refused');
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('done');
  });

  test('of approvals at the same instant one counts: one ending, one new certificate', async () => {
    const deciders = await Promise.all(
      Array.from({ length: 6 }, (_, i) => desk.colleague(`审批${i}`, i % 2 ? 'leader' : 'office')),
    );
    const requestId = await desk.ask(hr, issued.id, 'superseded');
    const outcomes = await Promise.all(
      deciders.map(async (who) => codeOf(await decideChange(who, requestId, APPROVE))),
    );
    expect(outcomes.sort()).toEqual([...Array(5).fill('CERTIFICATE_REQUEST_DECIDED'), 'done']);
    expect((await eventsOf(issued.id)).length).toBe(1);
    expect((await followersOf(issued.id)).length).toBe(1);
    expect(await noticesOf(person.id)).toHaveLength(1);
  });

  test('of approval, refusal and withdrawal at the same instant one counts, and the records agree with it', async () => {
    const requestId = await desk.ask(hr, issued.id, 'revoked');
    const results = await Promise.all([
      decideChange(office, requestId, APPROVE),
      decideChange(leader, requestId, REFUSE),
      withdrawChange(hr, requestId),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const [row] = await owner`select decision from certificate_requests where id = ${requestId}`;
    expect(results.findIndex((result) => result.ok)).toBe(['approved', 'refused', 'withdrawn'].indexOf(row?.decision));
    expect((await eventsOf(issued.id)).length).toBe(row?.decision === 'approved' ? 1 : 0);
  });

  test('of requests at the same instant one is entered', async () => {
    const asked = await Promise.all(
      [hr, office, hr, office].map((who) => askForChange(who, issued.id, { kind: 'revoked', reason: '同时' })),
    );
    expect(asked.filter((result) => result.ok)).toHaveLength(1);
    for (const result of asked) if (!result.ok) expect(result.error.code).toBe('CERTIFICATE_REQUEST_OPEN');
  });

  test('a refusal leaves the certificate as it was, tells who asked, and lets another request follow', async () => {
    const requestId = await desk.ask(hr, issued.id, 'revoked');
    expect(codeOf(await decideChange(leader, requestId, REFUSE))).toBe('done');
    expect(await desk.stateOf(issued.code)).toBe('valid');
    expect(await noticesOf(hr.personId)).toEqual(['撤销证明的申请未批准']);
    expect(await noticesOf(person.id)).toEqual([]);
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('CERTIFICATE_REQUEST_DECIDED');
    await desk.ask(hr, issued.id, 'superseded');
  });

  test('a request is taken back by whoever made it and by nobody else', async () => {
    const requestId = await desk.ask(hr, issued.id, 'revoked');
    const other = await desk.colleague('人事丁', 'hr');
    expect(await withdrawChange(other, requestId)).toMatchObject({ ok: false, error: { code: 'NOT_THE_ASKER' } });
    expect((await withdrawChange(hr, requestId)).ok).toBe(true);
    expect(await withdrawChange(hr, requestId)).toMatchObject({ error: { code: 'CERTIFICATE_REQUEST_DECIDED' } });
    expect(codeOf(await decideChange(office, requestId, APPROVE))).toBe('CERTIFICATE_REQUEST_DECIDED');
    expect(await auditsOf(issued.id)).toContain('certificate.withdraw done');
  });
});
