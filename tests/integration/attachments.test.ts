import { randomUUID } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import { createApi } from '#server/http/api.ts';
import { downloadAttachment, readAttachments } from '#server/operations/attachments/read.ts';
import { checkUpload, storeAttachment, uploadAttachment } from '#server/operations/attachments/store.ts';
import { approveTraining } from '#server/operations/sessions/approve.ts';
import { handInSession, sendBackSession } from '#server/operations/sessions/flow.ts';
import { ORIGIN, openSession } from '#tests/support/exam-world.ts';
import { codeOf, sessionWorld, sheetOf } from '#tests/support/session-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { owner, travelTo } = world;
const { build, unit, person, who, enter, handedIn, submittedAt, hr, office, officer, employee } =
  await sessionWorld(world);

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const picture = (n: number) => Buffer.concat([PNG, Buffer.from(`${n}`)]);
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const docx = (text: string) =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(`<Types><Override PartName="/w" ContentType="${DOCX}"/></Types>`),
      'word/document.xml': strToU8(`<w:p><w:t>${text}</w:t></w:p>`),
    }),
  );

beforeAll(() => travelTo('2026-06-10T12:00:00+08:00'));

const of = (
  ownerId: string,
  fileName: string,
  bytes: Buffer,
  ownerType: 'session' | 'exemption' | 'case' = 'session',
) => ({
  ownerType,
  ownerId,
  fileName,
  bytes,
});

async function idOf(ownerId: string): Promise<string> {
  const [row] = await owner<{ id: string }[]>`select id from attachments where owner_id = ${ownerId}`;
  return row?.id ?? '';
}

describe('a file of a session', () => {
  it('is kept with hash, size and uploader, listed and given back byte for byte', async () => {
    const id = await enter(officer);
    const bytes = await sheetOf([['E0001', '陈思远']]);
    expect(codeOf(await uploadAttachment(officer, of(id, '签到表.xlsx', bytes)))).toBe('ok');
    const list = await readAttachments(hr, 'session', id);
    expect(list).toMatchObject({ value: [{ fileName: '签到表.xlsx', sizeBytes: bytes.length }] });
    const file = await downloadAttachment(hr, await idOf(id));
    expect(file.ok && Buffer.compare(Buffer.from(file.value.bytes), bytes)).toBe(0);
    const traces = await owner`select action from audit_events where detail ->> 'ownerId' = ${id} order by seq_no`;
    expect(traces.map((row) => row.action)).toEqual(['attachment.store', 'attachment.download']);
  });

  it('is nothing to officers of other units and to people without a role', async () => {
    const id = await enter(officer);
    await uploadAttachment(officer, of(id, 'a.png', PNG));
    const attachmentId = await idOf(id);
    const stranger = await who(['unit-officer'], null, [unit.b]);
    const security = await who(['secadmin'], null);
    for (const principal of [stranger, employee, security]) {
      const tries = [
        readAttachments(principal, 'session', id),
        downloadAttachment(principal, attachmentId),
        uploadAttachment(principal, of(id, 'b.png', picture(1))),
      ];
      expect((await Promise.all(tries)).map(codeOf)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    }
    expect(codeOf(await downloadAttachment(hr, randomUUID()))).toBe('NOT_FOUND');
  });

  it('is read by 单位领导, who add none', async () => {
    const id = await enter(officer);
    await uploadAttachment(officer, of(id, 'a.png', PNG));
    const leader = await who(['leader'], null);
    expect(codeOf(await readAttachments(leader, 'session', id))).toBe('ok');
    expect(codeOf(await uploadAttachment(leader, of(id, 'b.png', picture(9))))).toBe('FORBIDDEN');
    expect(await owner`select 1 from attachments where owner_id = ${id}`).toHaveLength(1);
  });

  it('is taken while the session is a draft only; its hash stands in the evidence of the hours', async () => {
    const { id } = await handedIn(officer, [person.one]);
    expect(codeOf(await uploadAttachment(officer, of(id, 'a.png', PNG)))).toBe('ATTACHMENT_CLOSED');
    await sendBackSession(officer, id, '补签到表');
    const stored = await uploadAttachment(officer, of(id, 'a.png', PNG));
    await handInSession(officer, id);
    await approveTraining(hr, id, { submittedAt: await submittedAt(id) });
    const [row] = await owner<{ sha: string }[]>`select evidence ->> 'attachmentSha256' as sha from hours_ledger
      where evidence ->> 'sessionId' = ${id}`;
    expect(stored.ok && stored.value.sha256).toBe(row?.sha);
  });

  it('is kept once however often it is sent, and at most twenty a session', async () => {
    const id = await enter(officer);
    await Promise.all([1, 2].map(() => uploadAttachment(officer, of(id, 'a.png', PNG))));
    expect(await owner`select 1 from attachments where owner_id = ${id}`).toHaveLength(1);
    await owner`insert into attachments (owner_type, owner_id, file_name, media_type, size_bytes, sha256, bytes, uploaded_by)
      select 'session', ${id}, 'x', 'image/png', 1, n::text, '\\x00', ${officer.accountId} from generate_series(2, 20) n`;
    expect(codeOf(await uploadAttachment(officer, of(id, 'b.png', picture(2))))).toBe('ATTACHMENT_LIMIT');
  });

  it('cannot be changed or deleted afterwards, not even by the owner of the tables', async () => {
    await expect(owner`update attachments set file_name = 'x'`).rejects.toThrow('append-only');
    await expect(owner`delete from attachments`).rejects.toThrow('append-only');
  });
});

describe('a file with a 密级 mark', () => {
  it.each([
    ['name', '机密★2年.png', PNG],
    ['text', 'a.docx', docx('秘密★长期')],
    ['form', 'a.docx', docx('密级：机密')],
  ])('in its %s is refused; the try is in the trail, nothing of the file is kept', async (_where, name, bytes) => {
    const id = await enter(officer);
    expect(codeOf(await uploadAttachment(officer, of(id, name, bytes)))).toBe('ATTACHMENT_MARKED');
    expect(await owner`select 1 from attachments where owner_id = ${id}`).toHaveLength(0);
    const rows = await owner<{ outcome: string; detail: Record<string, unknown> }[]>`
      select outcome, detail from audit_events where detail ->> 'ownerId' = ${id}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ outcome: 'refused', detail: { refusal: 'ATTACHMENT_MARKED' } });
    expect(JSON.stringify(rows)).not.toMatch(/★|docx|png/);
  });
});

describe('a file of a request for exemption', () => {
  async function request(personId: string, by: string): Promise<string> {
    const plan = await build.plan(personId);
    const id = randomUUID();
    await owner`insert into plan_exemptions (id, assignment_id, kind, cause, reason, requested_by)
      values (${id}, ${plan}, 'exemption', 'sick', '住院', ${by})`;
    return id;
  }

  it('may be added by the person and by whoever asked, until it is decided', async () => {
    const id = await request(person.one, hr.accountId);
    expect(codeOf(await uploadAttachment(employee, of(id, 'a.png', PNG, 'exemption')))).toBe('ok');
    expect(codeOf(await uploadAttachment(hr, of(id, 'b.png', picture(1), 'exemption')))).toBe('ok');
    expect(codeOf(await uploadAttachment(office, of(id, 'c.png', picture(2), 'exemption')))).toBe('ATTACHMENT_CLOSED');
    await owner`update plan_exemptions set decision = 'approved', decided_by = ${office.accountId}, decided_at = app_now() where id = ${id}`;
    expect(codeOf(await uploadAttachment(employee, of(id, 'd.png', picture(3), 'exemption')))).toBe(
      'ATTACHMENT_CLOSED',
    );
    expect(await readAttachments(employee, 'exemption', id)).toMatchObject({ value: [{}, {}] });
    const colleague = await who([], person.two);
    expect(codeOf(await readAttachments(colleague, 'exemption', id))).toBe('NOT_FOUND');
    const stranger = await who(['unit-officer'], null, [unit.b]);
    expect(codeOf(await readAttachments(stranger, 'exemption', id))).toBe('NOT_FOUND');
  });
});

it('can be checked first and stored within the transaction of another step, or not at all', async () => {
  const id = await enter(officer);
  const checked = await checkUpload(officer, of(id, 'a.png', PNG));
  if (!checked.ok) throw new Error(checked.error.code);
  const failing = transaction(async (tx) => {
    await storeAttachment(tx, officer, checked.value);
    throw new Error('the step fails');
  });
  await expect(failing).rejects.toThrow('the step fails');
  expect(await owner`select 1 from attachments where owner_id = ${id}`).toHaveLength(0);
});

describe('over HTTP', () => {
  const api = createApi();
  let cookie: string;
  let id: string;
  beforeAll(async () => {
    await api.ready();
    const personId = await build.person({ name: '登记人', unit: unit.a, employeeNo: 'E0900' });
    const clerk = await who(['hr'], personId);
    await owner`insert into account_roles (account_id, role, role_class) values (${clerk.accountId}, 'hr', 'business')`;
    cookie = (await openSession(owner, clerk.accountId)).cookie;
    id = await enter(hr);
  });

  function upload(body: Buffer, headers: Record<string, string> = {}, url = `/api/v1/attachments/session/${id}`) {
    return api.inject({
      method: 'POST',
      url,
      payload: body,
      headers: {
        origin: ORIGIN,
        cookie,
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent('签到 照片.png'),
        ...headers,
      },
    });
  }

  it('a file goes in raw and comes out as a file to be saved, never to be shown', async () => {
    expect((await upload(PNG)).statusCode).toBe(201);
    const answer = await api.inject({
      method: 'GET',
      url: `/api/v1/attachments/${await idOf(id)}`,
      headers: { cookie },
    });
    expect(answer.statusCode).toBe(200);
    expect(Buffer.compare(answer.rawPayload, PNG)).toBe(0);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('签到 照片.png')}`,
      'cache-control': 'no-store',
    });
  });

  it('10 MB are taken and a byte more is not, with a word of its own', async () => {
    const largest = Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024 - PNG.length, 1)]);
    expect((await upload(largest)).statusCode).toBe(201);
    const answer = await upload(Buffer.concat([largest, Buffer.alloc(1)]));
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'ATTACHMENT_TOO_LARGE']);
  });

  it('nobody without right makes the server read a file', async () => {
    const huge = Buffer.alloc(20 * 1024 * 1024);
    expect((await upload(huge, { cookie: '' })).json().code).toBe('NOT_SIGNED_IN');
    expect((await upload(PNG, { origin: 'https://elsewhere.example' })).json().code).toBe('FOREIGN_ORIGIN');
  });

  it('JSON and forms are refused where a file belongs, and files where JSON belongs', async () => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/svg+xml']) {
      expect([type, (await upload(PNG, { 'content-type': type })).statusCode]).toEqual([type, 415]);
    }
    const other = await upload(PNG, {}, '/api/v1/trainings');
    expect([other.statusCode, other.json().code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it.each([
    ['no name', ''],
    ['broken encoding', '%E4%'],
    ['a name of dots and slashes', '%2F%5C'],
    ['a name too long', `${'a'.repeat(121)}.png`],
    ['half a character', '%ED%A0%80.png'],
  ])('%s is refused', async (_what, name) => {
    expect((await upload(picture(7), { 'x-file-name': name })).statusCode).toBe(400);
  });

  it('a name never holds a path or signs that turn its direction', async () => {
    const name = encodeURIComponent('..\\..\u202egnp.\u0000/明细.png');
    expect((await upload(picture(8), { 'x-file-name': name })).statusCode).toBe(201);
    const rows = await owner<{ file_name: string }[]>`select file_name from attachments where owner_id = ${id}`;
    expect(rows.map((row) => row.file_name)).toContain('....gnp.明细.png');
  });

  it('a sign-in sheet above 5 MB is refused before it is looked at', async () => {
    const answer = await upload(Buffer.alloc(5 * 1024 * 1024 + 1), {}, `/api/v1/trainings/${id}/import`);
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'ATTACHMENT_TOO_LARGE']);
  });

  it('a sign-in sheet is tried, its errors come back as a workbook, and it is put in only when asked', async () => {
    const sheet = await sheetOf([['E0001', '陈思远']]);
    const tried = await upload(sheet, {}, `/api/v1/trainings/${id}/import`);
    expect(tried.json()).toMatchObject({ applied: false, counts: { add: 1 } });
    const errors = await upload(sheet, {}, `/api/v1/trainings/${id}/import/errors.xlsx`);
    expect(errors.headers['content-type']).toContain('spreadsheetml');
    expect(errors.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const applied = await upload(sheet, {}, `/api/v1/trainings/${id}/import?apply=true`);
    expect(applied.json()).toMatchObject({ applied: true, counts: { add: 1 } });
    expect(await owner`select 1 from session_attendees where session_id = ${id}`).toHaveLength(1);
  });
});
