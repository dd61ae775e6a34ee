import { beforeAll, describe, expect, it } from 'vitest';
import type { AttemptView, ExamView, ResultView, SubmitView } from '#domain/assessment/attempt-view.ts';
import type { ChoosableBody, ItemBody, ItemKey } from '#domain/assessment/item.ts';
import type { PartResponse, Response } from '#domain/assessment/response.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { createApi } from '#server/http/api.ts';
import { closeOverdueAttempts } from '#server/jobs/close-overdue.ts';
import { type Candidate, caller, newCandidate, openSession } from '#tests/support/exam-world.ts';
import { rightAnswer } from '#tests/support/right-answer.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
let world: TestDatabase;
let call: ReturnType<typeof caller>;
let examId: string;

type Problem = { code: string; meta?: { ackedSeq: number } };

beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-06-10T09:00:00+08:00');
  await loadContent();
  await ensureSigningKey();
  const api = createApi();
  await api.ready();
  call = caller(api);
  const [exam] = await world.owner<
    { id: string }[]
  >`select id from exams where plan_kind = 'annual-all' and training_year = ${YEAR}`;
  examId = exam?.id ?? '';
});

const start = async (who: Candidate) => {
  const response = await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie);
  expect(response.status).toBe(201);
  return response.json<AttemptView>();
};

type Part = Extract<ItemBody, { type: 'case' }>['parts'][number];

const firstOf = (part: Part | ChoosableBody): PartResponse => {
  if (part.type === 'boolean') return { type: 'boolean', value: true };
  const ids = part.options.map((o) => o.id);
  if (part.type === 'single') return { type: 'single', choice: ids[0] ?? null };
  return { type: 'multiple', choices: ids.slice(0, 2) };
};

const firstChoice = (item: ItemBody): Response => {
  if (item.type === 'fill') return { type: 'fill', texts: Array.from({ length: item.blankCount }, () => '保密办') };
  if (item.type === 'case')
    return { type: 'case', parts: Object.fromEntries(item.parts.map((p) => [p.id, firstOf(p)])) };
  if (item.type === 'ordering') return { type: 'ordering', order: item.items.map(({ id }) => id) };
  if (item.type === 'matching')
    return {
      type: 'matching',
      pairs: Object.fromEntries(item.left.map(({ id }, at) => [id, item.right[at]?.id ?? ''])),
    };
  return firstOf(item);
};

const save = (who: { cookie: string }, attempt: AttemptView, position: number, seq: number, response?: Response) => {
  const item = attempt.items.find((i) => i.position === position)?.item;
  if (!item) throw new Error('no such position');
  return call('PUT', `/api/v1/attempts/${attempt.attemptId}/answers/${position}`, who.cookie, {
    seq,
    response: response ?? firstChoice(item),
  });
};

describe('starting an exam', () => {
  it('lists the exam, gives a paper that meets the blueprint and refuses a second start', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const listed = (await call('GET', '/api/v1/exams', who.cookie)).json<{ exams: ExamView[] }>();
    expect(listed.exams.map((e) => [e.examId, e.blockedBy])).toEqual([[examId, null]]);
    const attempt = await start(who);
    expect(attempt.items).toHaveLength(31);
    expect(attempt.items.reduce((sum, i) => sum + i.points, 0)).toBe(100);
    expect(new Date(attempt.deadlineAt).getTime() - new Date(attempt.startedAt).getTime()).toBe(2400_000);
    const again = await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie);
    expect([again.status, again.json<Problem>().code]).toEqual([409, 'ATTEMPT_ALREADY_OPEN']);
  });

  it('makes exactly one attempt out of 20 parallel starts', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie)),
    );
    expect(all.filter((r) => r.status === 201)).toHaveLength(1);
    const [row] = await world.owner<
      { n: number }[]
    >`select count(*)::int as n from attempts where person_id = ${who.personId}`;
    expect(row?.n).toBe(1);
  });

  it('sends no key, explanation or weight with the paper', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const { text } = await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie);
    for (const word of ['correct', '"why"', 'explanation', '"answer"', 'accept', '"key"'])
      expect(text).not.toContain(word);
  });

  it('shows the same paper in the same order on every reload and device', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    const second = await openSession(world.owner, who.accountId);
    for (const cookie of [who.cookie, second.cookie, who.cookie]) {
      const read = (await call('GET', `/api/v1/attempts/${attempt.attemptId}`, cookie)).json<AttemptView>();
      expect(read.items.map((i) => i.item)).toEqual(attempt.items.map((i) => i.item));
    }
  });

  it('is refused to whoever owes no such plan', async () => {
    const who = await newCandidate(world.owner, YEAR - 1);
    const refused = await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie);
    expect(refused.json<Problem>().code).toBe('NOT_ASSIGNED');
  });
});

describe('saving answers', () => {
  it('acknowledges, keeps the newest sequence number and refuses older ones', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    const first = await save(who, attempt, 1, 5);
    expect([first.status, first.json<{ ackedSeq: number }>().ackedSeq]).toEqual([200, 5]);
    const older = await save(who, attempt, 1, 3);
    expect([older.status, older.json<Problem>().code, older.json<Problem>().meta?.ackedSeq]).toEqual([
      409,
      'STALE_SEQUENCE',
      5,
    ]);
    const repeated = await save(who, attempt, 1, 5);
    expect([repeated.status, repeated.json<{ ackedSeq: number }>().ackedSeq]).toEqual([200, 5]);
    const [events] = await world.owner<
      { n: number }[]
    >`select count(*)::int as n from attempt_answer_events where attempt_id = ${attempt.attemptId}`;
    expect(events?.n).toBe(1);
  });

  it('never acknowledges another answer under a number already stored', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    const item = attempt.items.find((i) => i.item.type === 'boolean');
    if (!item) throw new Error('the blueprint has true/false items');
    expect((await save(who, attempt, item.position, 4, { type: 'boolean', value: true })).status).toBe(200);
    const other = await save(who, attempt, item.position, 4, { type: 'boolean', value: false });
    expect([other.status, other.json<Problem>().code]).toEqual([409, 'STALE_SEQUENCE']);
    const both = await Promise.all([
      save(who, attempt, item.position, 9, { type: 'boolean', value: true }),
      save(who, attempt, item.position, 9, { type: 'boolean', value: false }),
    ]);
    const read = (await call('GET', `/api/v1/attempts/${attempt.attemptId}`, who.cookie)).json<AttemptView>();
    const stored = read.items.find((i) => i.position === item.position)?.response;
    expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
    expect(stored).toEqual({ type: 'boolean', value: both[0]?.status === 200 });
  });

  it('ends with the value of the highest number however 100 saves are shuffled and repeated', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    const item = attempt.items.find((i) => i.item.type === 'fill');
    if (!item) throw new Error('the blueprint has fill-in items');
    const blanks = item.item.type === 'fill' ? item.item.blankCount : 1;
    const seqs = Array.from({ length: 300 }, (_, i) => ((i * 37) % 100) + 1);
    await Promise.all(
      seqs.map((seq) =>
        save(who, attempt, item.position, seq, {
          type: 'fill',
          texts: Array.from({ length: blanks }, () => `v${seq}`),
        }),
      ),
    );
    const read = (await call('GET', `/api/v1/attempts/${attempt.attemptId}`, who.cookie)).json<AttemptView>();
    const stored = read.items.find((i) => i.position === item.position);
    expect([stored?.seq, stored?.response]).toEqual([
      100,
      { type: 'fill', texts: Array.from({ length: blanks }, () => 'v100') },
    ]);
  });

  it('gives each kind of bad input its own code and changes nothing', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const stranger = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    const url = `/api/v1/attempts/${attempt.attemptId}/answers/1`;
    const good = { seq: 1, response: firstChoice(attempt.items[0]?.item as ItemBody) };
    const tries: [string, number, string, string | null, unknown][] = [
      [url, 401, 'NOT_SIGNED_IN', null, good],
      [url, 401, 'NOT_SIGNED_IN', 'shoumi-session=%E0%A4%A', good],
      [url, 404, 'NOT_FOUND', stranger.cookie, good],
      [url, 404, 'NOT_FOUND', stranger.cookie, { seq: 1, response: { type: 'fill', texts: ['x', 'y', 'z'] } }],
      [`/api/v1/attempts/${attempt.attemptId}/answers/99`, 404, 'POSITION_NOT_IN_PAPER', who.cookie, good],
      ['/api/v1/attempts/00000000-0000-4000-8000-000000000000/answers/1', 404, 'NOT_FOUND', who.cookie, good],
      ['/api/v1/attempts/not-an-id/answers/1', 404, 'NOT_FOUND', who.cookie, good],
      [url, 400, 'INVALID_INPUT', who.cookie, { ...good, score: 100 }],
      [url, 400, 'INVALID_INPUT', who.cookie, { seq: -1, response: good.response }],
      [url, 400, 'INVALID_INPUT', who.cookie, { seq: 1, response: ['a'] }],
      [url, 422, 'RESPONSE_NOT_FITTING', who.cookie, { seq: 1, response: { type: 'fill', texts: ['x', 'y', 'z'] } }],
    ];
    for (const [path, status, code, cookie, body] of tries) {
      const refused = await call('PUT', path, cookie, body);
      expect([refused.status, refused.json<Problem>().code]).toEqual([status, code]);
    }
    const [row] = await world.owner<
      { n: number }[]
    >`select count(*)::int as n from attempt_answers where attempt_id = ${attempt.attemptId}`;
    expect(row?.n).toBe(0);
  });

  it('moves to a newer log-in with its first answer, tells the older one, and records it', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    await world.advance('1 second');
    const second = await openSession(world.owner, who.accountId);
    expect((await save(second, attempt, 1, 1)).status).toBe(200);
    const old = await save(who, attempt, 1, 2);
    expect([old.status, old.json<Problem>().code]).toEqual([409, 'ATTEMPT_MOVED']);
    const back = await call('POST', `/api/v1/attempts/${attempt.attemptId}/take-over`, who.cookie);
    expect(back.status).toBe(200);
    expect((await save(who, attempt, 1, 2)).status).toBe(200);
    const again = await save(second, attempt, 1, 3);
    expect([again.status, again.json<Problem>().code]).toEqual([409, 'ATTEMPT_MOVED']);
    const handIn = await call('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, second.cookie);
    expect([handIn.status, handIn.json<Problem>().code]).toEqual([409, 'ATTEMPT_MOVED']);
    const audit =
      await world.owner`select 1 from audit_events where action = 'attempt.take-over' and subject_id = ${attempt.attemptId}`;
    expect(audit).toHaveLength(2);
  });

  it('accepts up to the deadline plus grace and keeps later answers apart, ungraded', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    await world.advance('2403 seconds');
    expect((await save(who, attempt, 1, 1)).status).toBe(200);
    await world.advance('60 seconds');
    const late = await save(who, attempt, 2, 1);
    expect([late.status, late.json<Problem>().code]).toEqual([409, 'ATTEMPT_EXPIRED']);
    const rows = await world.owner<{ position: number; is_late: boolean }[]>`
      select position, is_late from attempt_answer_events where attempt_id = ${attempt.attemptId} order by position`;
    expect(rows.map((r) => [r.position, r.is_late])).toEqual([
      [1, false],
      [2, true],
    ]);
    await closeOverdueAttempts();
    const result = (await call('GET', `/api/v1/attempts/${attempt.attemptId}/result`, who.cookie)).json<ResultView>();
    expect([result.state, result.closedBy, result.answered]).toEqual(['graded', 'deadline', 1]);
  });
});

describe('handing in', () => {
  it('gives one grade out of 30 parallel submits and the job, and refuses later answers', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    await save(who, attempt, 1, 1);
    const all = await Promise.all([
      ...Array.from({ length: 30 }, () => call('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, who.cookie)),
      closeOverdueAttempts(),
    ]);
    const views = all.flatMap((r) => (r ? [r.json<SubmitView>()] : []));
    expect(new Set(views.map((v) => v.score)).size).toBe(1);
    const rows = await world.owner`select 1 from grades where attempt_id = ${attempt.attemptId}`;
    expect(rows).toHaveLength(1);
    const late = await save(who, attempt, 1, 2);
    expect([late.status, late.json<Problem>().code]).toEqual([409, 'ATTEMPT_CLOSED']);
  });

  it('counts every answer that was acknowledged before it, also when they race', async () => {
    const who = await newCandidate(world.owner, YEAR);
    const attempt = await start(who);
    const racing = await Promise.all([
      ...attempt.items.map((item) => save(who, attempt, item.position, 1)),
      call('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, who.cookie),
    ]);
    const acked = racing.slice(0, -1).filter((r) => r.status === 200).length;
    const result = (await call('GET', `/api/v1/attempts/${attempt.attemptId}/result`, who.cookie)).json<ResultView>();
    expect(result.answered).toBe(acked);
    const [graded] = await world.owner<{ n: number }[]>`
      select count(*)::int as n from grades g, jsonb_array_elements(g.detail -> 'positions') p
      where g.attempt_id = ${attempt.attemptId} and p ->> 'outcome' <> 'blank'`;
    expect(graded?.n).toBe(acked);
  });

  it('holds cool-down and attempt limit, and hides keys until the window closes', async () => {
    const who = await newCandidate(world.owner, YEAR);
    for (let no = 1; no <= 3; no += 1) {
      const attempt = await start(who);
      const submitted = (
        await call('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, who.cookie)
      ).json<SubmitView>();
      expect(submitted).toMatchObject({ state: 'graded', score: 0, passed: false });
      const result = (await call('GET', `/api/v1/attempts/${attempt.attemptId}/result`, who.cookie)).json<ResultView>();
      expect([result.review, result.attemptNo]).toEqual([null, no]);
      const early = await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie);
      expect(early.json<Problem>().code).toBe(no < 3 ? 'COOLING_DOWN' : 'ATTEMPT_LIMIT_REACHED');
      await world.advance('61 minutes');
    }
    expect((await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie)).json<Problem>().code).toBe(
      'ATTEMPT_LIMIT_REACHED',
    );
  });

  it("refuses a stranger every route of another person's attempt", async () => {
    const who = await newCandidate(world.owner, YEAR);
    const stranger = await newCandidate(world.owner, YEAR);
    const { attemptId } = await start(who);
    const base = `/api/v1/attempts/${attemptId}`;
    for (const [method, url, body] of [
      ['GET', base, undefined],
      ['GET', `${base}/result`, undefined],
      ['POST', `${base}/submit`, {}],
      ['POST', `${base}/take-over`, {}],
      ['POST', `${base}/events`, { kind: 'left-page' }],
    ] as const) {
      const refused = await call(method, url, stranger.cookie, body);
      expect([url, refused.status, refused.json<Problem>().code]).toEqual([url, 404, 'NOT_FOUND']);
    }
  });
});

describe('the whole plan', () => {
  it('is completed with certificate, notice and audit in the transaction that made hours and exam complete', async () => {
    const who = await newCandidate(world.owner, YEAR);
    await world.owner`insert into hours_ledger (person_id, training_year, minutes, mode, title, occurred_from, occurred_to)
      values (${who.personId}, ${YEAR}, 180, 'session', '集中培训', app_now(), app_now())`;
    await world.owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, title, occurred_from, occurred_to)
      select ${who.personId}, ${YEAR}, planned_minutes, 'online', lesson_id, version, title, app_now(), app_now()
      from lesson_versions where is_current`;
    const attempt = await start(who);
    const keys = await world.owner<{ position: number; key: ItemKey }[]>`
      select position, key from attempt_items i join item_keys k on k.item_id = i.item_id and k.version = i.item_version where attempt_id = ${attempt.attemptId}`;
    for (const { position, key } of keys) {
      const response = rightAnswer(key);
      expect((await save(who, attempt, position, 1, response)).status).toBe(200);
    }
    const submitted = (
      await call('POST', `/api/v1/attempts/${attempt.attemptId}/submit`, who.cookie)
    ).json<SubmitView>();
    expect(submitted).toEqual({ state: 'graded', score: 100, maxScore: 100, passed: true });
    const result = (await call('GET', `/api/v1/attempts/${attempt.attemptId}/result`, who.cookie)).json<ResultView>();
    expect(result.nextStep).toBeNull();
    expect(result.certificateId).not.toBeNull();
    const [counts] = await world.owner<{ done: number; notices: number; audit: number }[]>`select
      (select count(*)::int from plan_completions c join plan_assignments a on a.id = c.assignment_id where a.person_id = ${who.personId}) as done,
      (select count(*)::int from notices where person_id = ${who.personId}) as notices,
      (select count(*)::int from audit_events where action in ('plan.complete', 'certificate.issue') and detail ->> 'personId' = ${who.personId}) as audit`;
    expect(counts).toEqual({ done: 1, notices: 1, audit: 2 });
    expect((await call('POST', `/api/v1/exams/${examId}/attempts`, who.cookie)).json<Problem>().code).toBe(
      'ALREADY_PASSED',
    );
  });
});
