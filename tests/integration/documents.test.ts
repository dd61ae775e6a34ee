import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#domain/shared/result.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { uploadAttachment } from '#server/operations/attachments/store.ts';
import { printOwnFile, printPersonalFile } from '#server/operations/documents/personal-file.ts';
import { printPaper } from '#server/operations/documents/print-paper.ts';
import type { Somebody } from '#tests/support/case-world.ts';
import { openSession } from '#tests/support/exam-world.ts';
import { type PaperWorld, paperWorld } from '#tests/support/paper-world.ts';
import { asDrawn, pdfFacts, pdfText } from '#tests/support/pdf-text.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const NOON = '2026-11-02T09:00:00+08:00';

let world: PaperWorld;
/** 上岗, 出境 and a report. */
let entrant: Somebody;
let leaver: Somebody;
/** 暂停接触, and a violation they are not told of. */
let suspect: Somebody;
let stranger: Somebody;
let otherOfficer: Somebody;
let papers: ReadonlyMap<string, string>;

const everyPaper = new Map<string, { id: string; payload: string; sha256: string }>();

beforeAll(async () => {
  await database.travelTo(NOON);
  await loadContent();
  await ensureSigningKey();
  world = await paperWorld(owner, database);
  stranger = await world.world.somebody();
  otherOfficer = await world.world.somebody('unit-officer', 'X');
  entrant = await world.named('张㐂䶮');
  await world.entered(entrant);
  await world.travelled(entrant);
  await world.reported(entrant);
  leaver = await world.named('\u{20bb7}田龘', 'general');
  await world.left(leaver);
  suspect = await world.named('王五', 'important');
  await world.moved(suspect);
  await world.violated(suspect);
  const waiting = await world.named('赵六', 'general');
  await world.suspended(waiting);
  papers = await world.papersOf(entrant.personId);
  const rows = await owner<{ id: string; kind: string; payload: string; sha256: string }[]>`
    select id, kind, payload, sha256 from case_documents order by created_at`;
  for (const { kind, ...row } of rows) everyPaper.set(kind, row);
}, 60_000);

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const paperOf = (kind: string) => papers.get(kind) ?? everyPaper.get(kind)?.id ?? '';
const take = async (who: Somebody, kind: string) => codeOf(await printPaper(who.principal, paperOf(kind)));

async function printed(who: Somebody, documentId: string): Promise<Uint8Array> {
  const result = await printPaper(who.principal, documentId);
  if (!result.ok) throw new Error(result.error.code);
  return result.value.pdf;
}

async function fileText(result: ReturnType<typeof printPersonalFile>): Promise<string> {
  const made = await result;
  if (!made.ok) throw new Error(made.error.code);
  return pdfText(made.value.pdf);
}

async function audits(action: string, subjectId: string, outcome = 'done') {
  return owner<{ detail: Record<string, unknown>; actor: string }[]>`
    select detail, actor_account_id as actor from audit_events
    where action = ${action} and subject_id = ${subjectId} and outcome = ${outcome} order by seq_no`;
}

type Body = {
  title: string;
  caseNo: string;
  person: { value: string }[];
  fields: { label: string; value: string }[];
  text: string[];
  signatures: { name: string; words: string; at: string }[];
};

describe('the papers of cases', () => {
  it('each hold in their PDF what was written down, with the digest that was recorded', async () => {
    expect(everyPaper.size).toBeGreaterThanOrEqual(14);
    const readers = [world.hr, world.office];
    let next = 0;
    for (const [kind, { id, payload, sha256 }] of everyPaper) {
      const text = pdfText(await printed(readers[next++ % 2] ?? world.hr, id));
      const body = JSON.parse(payload) as Body;
      const facts = [...body.person.map(({ value }) => value), ...body.fields.flatMap((field) => Object.values(field))];
      const signs = body.signatures.flatMap(({ name, words, at }) => [name, words, at]);
      const foot = ['本系统为非涉密系统', sha256, '第 1 页，共'];
      for (const part of [body.title, body.caseNo, ...facts, ...body.text, ...signs, ...foot]) {
        expect([kind, part, text.includes(asDrawn(part).replace('\u{20bb7}', '□'))]).toEqual([kind, part, true]);
      }
    }
  }, 60_000);

  it('print rare characters of a name, and a box with a remark for one no font here has', async () => {
    const entry = pdfText(await printed(entrant, paperOf('entry-pledge')));
    expect(entry).toContain('张㐂䶮');
    expect(entry).not.toContain('字库缺字');
    const exit = pdfText(await printed(leaver, everyPaper.get('exit-pledge')?.id ?? ''));
    expect(exit).toContain('□田龘');
    expect(exit).toContain('U+20BB7');
    expect(exit).toContain('姓名以花名册为准');
  });

  it('are drawn with their fonts inside, and are themselves no file the system would refuse to keep', async () => {
    const pdf = await printed(entrant, paperOf('entry-pledge'));
    expect(pdfFacts(pdf)).toEqual({ pages: 1, fonts: ['NotoSansSC-Bold', 'NotoSansSC-Regular'] });
    const [row] = await owner<{ id: string }[]>`
      select id from cases where person_id = ${entrant.personId} and kind = 'travel'`;
    const upload = { ownerType: 'case', ownerId: row?.id ?? '', fileName: '承诺书.pdf', bytes: pdf } as const;
    expect(codeOf(await uploadAttachment(entrant.principal, upload))).toBe('ok');
  });

  it('are not there for strangers and officers of other units', async () => {
    for (const kind of papers.keys()) {
      for (const who of [stranger, otherOfficer]) expect([kind, await take(who, kind)]).toEqual([kind, 'NOT_FOUND']);
    }
    expect(codeOf(await printPaper(stranger.principal, '00000000-0000-4000-8000-000000000000'))).toBe('NOT_FOUND');
  });

  it('with review material or reports are for the person, 人事部门 and 保密办 alone, not for 用人部门 or 单位领导', async () => {
    for (const kind of ['review-form', 'review-conclusion', 'matter-report']) {
      const seen = await Promise.all([entrant, world.hr, world.office].map((who) => take(who, kind)));
      const hidden = await Promise.all([world.leader, world.officer].map((who) => take(who, kind)));
      expect([kind, seen, hidden]).toEqual([kind, ['ok', 'ok', 'ok'], ['NOT_FOUND', 'NOT_FOUND']]);
    }
    for (const kind of ['entry-pledge', 'appointment']) {
      expect([kind, await take(world.leader, kind), await take(world.officer, kind)]).toEqual([kind, 'ok', 'ok']);
    }
  });

  it('about a violation are not for the person it is about, whatever office they hold', async () => {
    const id = everyPaper.get('violation-report')?.id ?? '';
    expect(codeOf(await printPaper(suspect.principal, id))).toBe('NOT_FOUND');
    const asHr = { ...suspect.principal, roles: ['hr'] as const };
    expect(codeOf(await printPaper(asHr, id))).toBe('NOT_FOUND');
    expect(codeOf(await printPaper(world.office.principal, id))).toBe('ok');
  });

  it('whose text was changed behind the system’s back are refused, and the refusal is recorded', async () => {
    const id = everyPaper.get('appointment')?.id ?? '';
    const [before] = await owner<{ payload: string }[]>`select payload from case_documents where id = ${id}`;
    const tamper = async (payload: string) => {
      await owner`alter table case_documents disable trigger user`;
      await owner`update case_documents set payload = ${payload} where id = ${id}`;
      await owner`alter table case_documents enable trigger user`;
    };
    await tamper((before?.payload ?? '').replace('重要', '核心'));
    expect(codeOf(await printPaper(world.hr.principal, id))).toBe('DOCUMENT_NOT_AUTHENTIC');
    const [refused] = await audits('case.document', id, 'refused');
    expect(refused?.actor).toBe(world.hr.accountId);
    expect(refused?.detail).toMatchObject({ refusal: 'DOCUMENT_NOT_AUTHENTIC' });
    await tamper(before?.payload ?? '');
    expect(codeOf(await printPaper(world.hr.principal, id))).toBe('ok');
  });

  it('leave a row in the trail with their digest each time somebody takes one', async () => {
    const id = paperOf('entry-pledge');
    const before = (await audits('case.document', id)).length;
    await printed(entrant, id);
    const after = await audits('case.document', id);
    expect(after.length).toBe(before + 1);
    expect(after.at(-1)?.detail).toMatchObject({ title: '涉密人员保密承诺书' });
    expect(after.at(-1)?.actor).toBe(entrant.accountId);
  });
});

describe('the addresses', () => {
  it('give PDFs to be saved, refuse a range that runs backwards, and hide other people', async () => {
    const api = createApi();
    const get = async (url: string, who: Somebody) => {
      const { cookie } = await openSession(owner, who.accountId);
      return api.inject({ method: 'GET', url, headers: { cookie } });
    };
    for (const url of [`/api/v1/documents/${paperOf('entry-pledge')}.pdf`, '/api/v1/me/file.pdf?from=2026&to=2026']) {
      const answer = await get(url, entrant);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''/);
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    }
    const file = (id: string) => `/api/v1/people/${id}/file.pdf`;
    expect((await get(`${file(entrant.personId)}?from=2026&to=2025`, world.hr)).statusCode).toBe(400);
    expect((await get(file(entrant.personId), world.hr)).statusCode).toBe(200);
    expect((await get(file(entrant.personId), otherOfficer)).statusCode).toBe(404);
    expect((await get(file(entrant.personId), stranger)).statusCode).toBe(403);
    expect((await get('/api/v1/documents/none.pdf', entrant)).statusCode).toBe(404);
    await api.close();
  });
});

describe('the personal training file', () => {
  it('shows posts, plans with what is missing, exams, certificates, cases, papers and the ledger', async () => {
    const text = await fileText(printPersonalFile(world.hr.principal, entrant.personId, {}));
    const [certificate] = await owner<{ serial: string }[]>`
      select serial from certificates where person_id = ${entrant.personId}`;
    const [pledge] = [everyPaper.get('entry-pledge')];
    const parts = [
      '个人保密教育培训档案',
      '江澜市测试院',
      '张㐂䶮',
      '重要涉密',
      '在岗',
      '上岗保密教育（重要）',
      '已满足',
    ];
    const more = [
      '全员年度保密教育',
      '还差',
      '通过',
      certificate?.serial ?? 'none',
      '有效',
      'SG-2026-0001',
      '待批准上岗',
    ];
    const last = ['涉密人员保密审查表', pledge?.sha256 ?? 'none', '在线学习', '2026-11-02'];
    for (const part of [...parts, ...more, ...last]) expect([part, text.includes(asDrawn(part))]).toEqual([part, true]);
  });

  it('sums hours by year and topic without what was corrected, and names both', async () => {
    const person = await world.named('孙七');
    const enter = async (year: number, minutes: number, topics: string[], reverses: string | null = null) => {
      const [row] = await owner<{ id: string }[]>`
        insert into hours_ledger (person_id, training_year, minutes, mode, title, topics, reverses_id, reason, occurred_from, occurred_to)
        values (${person.personId}, ${year}, ${minutes}, ${reverses ? 'correction' : 'session'}, '集中培训', ${topics}, ${reverses},
          ${reverses ? '签到有误' : ''}, ${`${year}-03-01T01:00:00Z`}, ${`${year}-03-01T03:00:00Z`}) returning id`;
      return row?.id ?? '';
    };
    await enter(2024, 90, ['保密法律法规', '保密技术防范']);
    const wrong = await enter(2025, 135, ['保密形势任务']);
    await enter(2025, -135, ['保密形势任务'], wrong);
    await enter(2025, 180, ['保密违法案例警示']);
    const text = await fileText(printPersonalFile(world.hr.principal, person.personId, { to: 2025 }));
    expect(text).toContain('2024——1.0（45）1.0（45）——2.0（90）');
    expect(text).toContain('2025————4.0（180）—4.0（180）');
    expect(text).toContain('−3.0');
    expect(text).toContain('签到有误');
    expect(text).toContain('2024至2025年度');
    const later = await fileText(printPersonalFile(world.hr.principal, person.personId, { from: 2025, to: 2025 }));
    expect(later).not.toContain('2.0（90）');
  });

  it('leaves out of sight what the reader may not see: review papers from 用人部门, a violation from its subject', async () => {
    const byHr = await fileText(printPersonalFile(world.hr.principal, entrant.personId, {}));
    const byOfficer = await fileText(printPersonalFile(world.officer.principal, entrant.personId, {}));
    expect([byHr.includes('涉密人员保密审查表'), byOfficer.includes('涉密人员保密审查表')]).toEqual([true, false]);
    expect(byOfficer).toContain('涉密人员保密承诺书');
    const own = await fileText(printOwnFile(suspect.principal, {}));
    const byOffice = await fileText(printPersonalFile(world.office.principal, suspect.personId, {}));
    expect([own.includes('违规上报'), byOffice.includes('违规上报')]).toEqual([false, true]);
    expect([own.includes('违反保密规定情况登记表'), byOffice.includes('违反保密规定情况登记表')]).toEqual([
      false,
      true,
    ]);
  });

  it('of others is not there for strangers, other units and administrators; one’s own is', async () => {
    const ask = async (who: Somebody) => codeOf(await printPersonalFile(who.principal, entrant.personId, {}));
    expect([await ask(stranger), await ask(otherOfficer)]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    const admin = { ...stranger.principal, personId: null, roleClass: 'sysadmin', roles: ['sysadmin'] } as const;
    expect(codeOf(await printPersonalFile(admin, entrant.personId, {}))).toBe('NOT_FOUND');
    expect(codeOf(await printOwnFile(admin, {}))).toBe('NOT_FOUND');
    expect(codeOf(await printOwnFile(stranger.principal, {}))).toBe('ok');
  });

  it('carries the digest that stands in the trail, and another one when something has changed', async () => {
    const digestOf = async () => {
      // The minute it was made in is part of what a file says.
      await database.travelTo('2026-11-02T15:00:00+08:00');
      const text = await fileText(printPersonalFile(world.office.principal, stranger.personId, {}));
      const [last] = (await audits('person.file', stranger.personId)).slice(-1);
      const sha256 = String(last?.detail.sha256);
      expect(text).toContain(sha256);
      expect(last?.actor).toBe(world.office.accountId);
      expect(last?.detail).toMatchObject({ lastYear: 2026 });
      return sha256;
    };
    const first = await digestOf();
    expect(await digestOf()).toBe(first);
    await owner`update people set name = '改名' where id = ${stranger.personId}`;
    expect(await digestOf()).not.toBe(first);
  });

  it('is cut at 5,000 rows with a note, while its sums count every row', async () => {
    const person = await world.named('周八');
    await owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, topics, occurred_from, occurred_to)
      select ${person.personId}, 2025, 9, 'session', '讲座', array['保密形势任务'], timestamptz '2025-01-01' + i * interval '1 hour',
        timestamptz '2025-01-01' + (i + 1) * interval '1 hour' from generate_series(1, 5100) i`;
    const text = await fileText(printPersonalFile(world.leader.principal, person.personId, {}));
    expect(text).toContain('共5100条，一份档案最多列5000条');
    expect(text).toContain('1020.0（45900）');
  }, 60_000);
});

describe('files of a case', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = async (who: Somebody, ownerId: string, more = 0) => {
    const bytes = more === 0 ? PNG : Buffer.concat([PNG, Buffer.alloc(more)]);
    return codeOf(await uploadAttachment(who.principal, { ownerType: 'case', ownerId, fileName: '签字页.png', bytes }));
  };

  async function caseOf(personId: string, kind: string): Promise<string> {
    const [row] = await owner<{ id: string }[]>`select id from cases where person_id = ${personId} and kind = ${kind}`;
    return row?.id ?? '';
  }

  it('are added by the person and those who have a part in the case, and by nobody else', async () => {
    const id = await caseOf(entrant.personId, 'travel');
    for (const [n, who] of [entrant, world.officer, world.hr, world.office, world.leader].entries()) {
      expect(await upload(who, id, n)).toBe('ok');
    }
    for (const who of [stranger, otherOfficer, leaver]) expect(await upload(who, id)).toBe('NOT_FOUND');
    expect(await upload(suspect, await caseOf(suspect.personId, 'violation'))).toBe('NOT_FOUND');
    expect(await upload(world.office, await caseOf(suspect.personId, 'violation'))).toBe('ok');
  });

  it('are closed with the case, and stay as they are', async () => {
    const subject = await world.named('吴九');
    const postId = await world.world.post('general');
    const about = { personId: subject.personId, postId, startOn: '2026-12-01', reason: '岗位需要' };
    const id = await world.world.open(world.officer, 'entry', about);
    expect(await upload(world.hr, id)).toBe('ok');
    expect(await world.world.step(world.officer, id, 'withdraw', { reason: '人选调整' })).toBe('ok');
    expect(await upload(world.hr, id, 1)).toBe('ATTACHMENT_CLOSED');
    await expect(owner`update attachments set file_name = '换了.png' where owner_id = ${id}`).rejects.toThrow(
      'append-only',
    );
    await expect(owner`delete from attachments where owner_id = ${id}`).rejects.toThrow('append-only');
    const [kept] = await owner<{ sha256: string }[]>`select sha256 from attachments where owner_id = ${id}`;
    expect(kept?.sha256).toBe(createHash('sha256').update(PNG).digest('hex'));
  });
});
