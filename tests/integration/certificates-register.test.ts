import { beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '#domain/access/principal.ts';
import { createApi } from '#server/http/api.ts';
import { decideChange } from '#server/operations/certificates/decide-change.ts';
import { readCertificateFile } from '#server/operations/certificates/read-file.ts';
import { readRegister, waitingRequestOn, waitingRequests } from '#server/operations/certificates/register.ts';
import { type Issued, openDesk } from '#tests/support/certificate-desk.ts';
import { createPerson, principalOf, type TestPerson } from '#tests/support/certificate-fixture.ts';
import { caller, openSession } from '#tests/support/exam-world.ts';

const desk = await openDesk();
const { owner, north, south } = desk;
await desk.travelTo('2026-11-21T09:00:00+08:00');

const zhang = await createPerson(owner, north, '张晓明');
const li = await createPerson(owner, south, '李四');
const wang = await createPerson(owner, north, '王五_%');
const people: readonly TestPerson[] = [zhang, li, wang];
const [ofZhang, ofLi, ofWang] = (await Promise.all(people.map(desk.issueTo))) as [Issued, Issued, Issued];
const hr = await desk.colleague('人事甲', 'hr');
const office = await desk.colleague('保密办乙', 'office');
const leader = await desk.colleague('领导丙', 'leader');
const officerOfNorth = principalOf(await createPerson(owner, north, '保密员'), ['unit-officer'], [north]);
const admin = principalOf(null, ['sysadmin']);

const serialsOf = async (who: Principal, query = {}) =>
  (await readRegister(who, query)).rows.map(({ serial }) => serial).sort();
const all = [ofZhang.serial, ofLi.serial, ofWang.serial].sort();

describe('the register', () => {
  test('holds everything for 人事, 保密办 and leaders, the own subtree for a 部门保密员, and the own for anybody else', async () => {
    for (const who of [hr, office, leader]) expect(await serialsOf(who)).toEqual(all);
    expect(await serialsOf(officerOfNorth)).toEqual([ofZhang.serial, ofWang.serial].sort());
    expect(await serialsOf(principalOf(li, ['unit-officer'], []))).toEqual([ofLi.serial]);
    expect(await serialsOf(admin)).toEqual([]);
  });

  test('is searched by part of a name, 工号 or serial; what a pattern would mean is only a character', async () => {
    expect(await serialsOf(hr, { q: '晓' })).toEqual([ofZhang.serial]);
    expect(await serialsOf(hr, { q: li.employeeNo.toLowerCase() })).toEqual([ofLi.serial]);
    expect(await serialsOf(hr, { q: ofWang.serial })).toEqual([ofWang.serial]);
    expect(await serialsOf(hr, { q: '%' })).toEqual([ofWang.serial]);
    expect(await serialsOf(hr, { q: '_' })).toEqual([ofWang.serial]);
    expect(await serialsOf(hr, { q: "' or true --" })).toEqual([]);
  });

  test('gives pages of at most 100 rows and counts them all', async () => {
    const page = await readRegister(hr, { page: 1 });
    expect(page.rows.length).toBeLessThanOrEqual(100);
    expect(page).toMatchObject({ total: 3, page: 1, pageCount: 1 });
    expect((await readRegister(hr, { page: 2 })).rows).toEqual([]);
  });

  test('shows what waits to those who ask and decide, and to each what they may do about it', async () => {
    const requestId = await desk.ask(office, ofZhang.id, 'revoked', '只给审批人看的原因');
    expect(await serialsOf(hr, { state: 'waiting' })).toEqual([ofZhang.serial]);
    const seen = async (who: Principal) => {
      const request = await waitingRequestOn(who, ofZhang.id);
      return request && [request.isOwnRequest, request.canDecide];
    };
    expect(await seen(office)).toEqual([true, false]);
    expect(await seen(hr)).toEqual([false, false]);
    expect(await seen(leader)).toEqual([false, true]);
    expect(await seen(principalOf(zhang, ['office']))).toEqual([false, false]);
    for (const nobody of [officerOfNorth, principalOf(zhang), admin]) {
      expect(await waitingRequests(nobody)).toEqual([]);
      const file = await readCertificateFile(nobody, ofZhang.id);
      expect(JSON.stringify(file)).not.toContain('只给审批人看的原因');
    }
    expect((await decideChange(leader, requestId, { decision: 'refused', comment: '不必' })).ok).toBe(true);
    expect(await serialsOf(hr, { state: 'waiting' })).toEqual([]);
  });

  test('checks the signature of each row it shows', async () => {
    await desk.tamper(
      (sql) => sql`update certificates set payload = replace(payload, '"92.5"', '"99.5"') where id = ${ofLi.id}`,
    );
    const states = new Map((await readRegister(hr, {})).rows.map(({ serial, state }) => [serial, state]));
    expect([ofZhang, ofLi, ofWang].map(({ serial }) => states.get(serial))).toEqual(['valid', 'altered', 'valid']);
    const file = await readCertificateFile(hr, ofLi.id);
    expect(file.ok && file.value.checks.map(({ isGood }) => isGood)).toEqual([false, true, true, true, false]);
    expect(file.ok && file.value.mayAsk).toEqual(['revoked']);
    await desk.tamper((sql) => sql`update certificates set payload = ${ofLi.text} where id = ${ofLi.id}`);
  });

  test('tells the states apart, and shows in one file who asked, who decided and what follows', async () => {
    const requestId = await desk.ask(hr, ofWang.id, 'superseded', '姓名更正');
    await decideChange(office, requestId, { decision: 'approved', comment: '同意' });
    expect(await serialsOf(hr, { state: 'superseded' })).toEqual([ofWang.serial]);
    expect(await serialsOf(hr, { state: 'valid' })).toHaveLength(3);
    const read = await readCertificateFile(leader, ofWang.id);
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value.history.map(({ text, note }) => [text, note])).toEqual([
      ['系统签发', ''],
      ['人事甲申请换发', '姓名更正'],
      ['保密办乙：换发申请已批准', '同意'],
    ]);
    const { successor } = read.value;
    const next = await readCertificateFile(leader, successor?.id ?? '');
    expect(next).toMatchObject({
      ok: true,
      value: { predecessor: { id: ofWang.id, serial: ofWang.serial }, mayAsk: [] },
    });
    await desk.travelTo('2027-11-21T09:00:00+08:00');
    expect(await serialsOf(hr, { state: 'valid' })).toEqual([]);
    expect(await serialsOf(hr, { state: 'expired' })).toHaveLength(3);
    await desk.travelTo('2026-11-21T09:00:00+08:00');
  });
});

describe('over the API', () => {
  let call: ReturnType<typeof caller>;
  const cookies: Record<string, string | null> = { nobody: null };

  async function signIn(name: string, role: string | null, roleClass = 'business', unitId: string | null = null) {
    const person = await createPerson(owner, south, name);
    const isBusiness = roleClass === 'business';
    const [account] = await owner<
      { id: string }[]
    >`insert into accounts (employee_no, display_name, person_id, role_class)
      values (${person.employeeNo}, ${name}, ${isBusiness ? person.id : null}, ${roleClass}) returning id`;
    const id = account?.id ?? '';
    if (role)
      await owner`insert into account_roles (account_id, role, role_class, unit_id) values (${id}, ${role}, ${roleClass}, ${unitId})`;
    cookies[name] = (await openSession(owner, id)).cookie;
  }

  beforeAll(async () => {
    const api = createApi();
    await api.ready();
    call = caller(api);
    await signIn('employee', null);
    await signIn('hr', 'hr');
    await signIn('office', 'office');
    await signIn('leader', 'leader');
    await signIn('officer of the unit', 'unit-officer', 'business', north);
    await signIn('officer elsewhere', 'unit-officer', 'business', south);
    for (const admin of ['sysadmin', 'secadmin', 'auditor']) await signIn(admin, admin, admin);
  });

  const who = () => Object.keys(cookies);
  const asks = (name: string, id: string, body: unknown) =>
    call('POST', `/api/v1/certificates/${id}/requests`, cookies[name] ?? null, body);

  test('人事 and 保密办 alone ask; 保密办 and leaders alone decide', async () => {
    const nothing = '00000000-0000-4000-8000-000000000000';
    const request = `/api/v1/certificate-requests/${nothing}`;
    const steps = [
      [
        'POST',
        `/api/v1/certificates/${nothing}/requests`,
        { kind: 'revoked', reason: '不存在' },
        ['hr', 'office'],
        404,
      ],
      ['POST', `${request}/withdraw`, {}, ['hr', 'office'], 404],
      ['POST', `${request}/decision`, { decision: 'approved' }, ['office', 'leader'], 404],
      ['GET', '/api/v1/certificate-revocations', undefined, ['hr', 'office'], 200],
    ] as const;
    for (const [method, url, body, allowed, passed] of steps) {
      for (const name of who()) {
        const expected = allowed.some((role) => role === name) ? passed : name === 'nobody' ? 401 : 403;
        const { status } = await call(method, url, cookies[name] ?? null, body);
        expect([name, url, status]).toEqual([name, url, expected]);
      }
    }
  });

  test('a request from first to last: asked, not decided by the asker, approved by a leader, then a second time refused', async () => {
    const asked = await asks('office', ofZhang.id, { kind: 'revoked', reason: '考试作废' });
    expect(asked.status).toBe(201);
    const path = `/api/v1/certificate-requests/${asked.json<{ id: string }>().id}/decision`;
    const own = await call('POST', path, cookies.office ?? null, { decision: 'approved' });
    expect([own.status, own.json<{ code: string }>().code]).toEqual([403, 'SELF_APPROVAL_REFUSED']);
    const approved = await call('POST', path, cookies.leader ?? null, { decision: 'approved' });
    expect([approved.status, approved.json()]).toEqual([200, { kind: 'revoked' }]);
    const again = await call('POST', path, cookies.leader ?? null, { decision: 'approved' });
    expect([again.status, again.json<{ code: string }>().code]).toEqual([409, 'CERTIFICATE_REQUEST_DECIDED']);
    expect(await desk.stateOf(ofZhang.code)).toBe('revoked');
  });

  test('a request without a reason, of an unknown kind, or a refusal without a word is not taken', async () => {
    const bodies = [
      { kind: 'revoked' },
      { kind: 'revoked', reason: ' x ' },
      { kind: 'deleted', reason: '删除' },
      { kind: 'revoked', reason: '好', by: 1 },
    ];
    for (const body of bodies) expect([body, (await asks('hr', ofLi.id, body)).status]).toEqual([body, 400]);
    const asked = await asks('hr', ofLi.id, { kind: 'revoked', reason: '作废' });
    const path = `/api/v1/certificate-requests/${asked.json<{ id: string }>().id}/decision`;
    for (const body of [{ decision: 'refused' }, { decision: 'withdrawn', comment: '撤回' }, {}]) {
      expect([body, (await call('POST', path, cookies.leader ?? null, body)).status]).toEqual([body, 400]);
    }
    expect(await desk.stateOf(ofLi.code)).toBe('valid');
  });

  test('an officer of another unit finds neither the certificate nor a file of it', async () => {
    const of = async (name: string) =>
      (await call('GET', `/api/v1/certificates/${ofWang.id}/signed`, cookies[name] ?? null)).status;
    expect(await of('officer of the unit')).toBe(200);
    expect(await of('officer elsewhere')).toBe(404);
    expect(await of('employee')).toBe(404);
    const elsewhere = principalOf(await createPerson(owner, south, '别处保密员'), ['unit-officer'], [south]);
    expect(await readCertificateFile(elsewhere, ofWang.id)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });
});
