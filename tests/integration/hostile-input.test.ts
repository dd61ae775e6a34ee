import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import type { Response } from '#domain/assessment/response.ts';
import { newToken, tokenHash } from '#server/auth/token.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { createApi } from '#server/http/api.ts';
import { writeAnswer } from '#server/operations/exam/answer-writer.ts';
import { caller, newCandidate } from '#tests/support/exam-world.ts';
import { newAdministrator } from '#tests/support/identities.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const YEAR = 2026;
/** Signs that JSON can spell and PostgreSQL cannot hold. */
const UNSTORABLE = [
  ['a null sign', '\0'],
  ['half of a surrogate pair', '\ud800'],
] as const;

let world: TestDatabase;
let call: ReturnType<typeof caller>;
let examId: string;

type Problem = { code: string };

beforeAll(async () => {
  world = await createTestDatabase();
  await world.travelTo('2026-06-10T09:00:00+08:00');
  await loadContent();
  const api = createApi();
  await api.ready();
  call = caller(api);
  const [exam] = await world.owner<
    { id: string }[]
  >`select id from exams where plan_kind = 'annual-all' and training_year = ${YEAR}`;
  examId = exam?.id ?? '';
});

async function paperOf(cookie: string) {
  const attempt = (await call('POST', `/api/v1/exams/${examId}/attempts`, cookie)).json<AttemptView>();
  const single = attempt.items.find(({ item }) => item.type === 'single');
  if (single?.item.type !== 'single') throw new Error('the paper has no single choice');
  const response: Response = { type: 'single', choice: single.item.options[0]?.id ?? null };
  return { attemptId: attempt.attemptId, position: single.position, response };
}

describe.each(UNSTORABLE)('%s in a body', (_name, sign) => {
  it('is refused before it reaches the database, whoever sends it', async () => {
    const body = { seq: 1, response: { type: 'fill', texts: [sign] } };
    const stranger = `shoumi-session=${newToken()}`;
    const sent = await call('PUT', `/api/v1/attempts/${randomUUID()}/answers/1`, stranger, body);
    expect([sent.status, sent.json<Problem>().code]).toEqual([400, 'MALFORMED_JSON']);
    const { cookie } = await newCandidate(world.owner, YEAR);
    const practice = await call('POST', '/api/v1/practice/draw', cookie, { lessonId: `m1${sign}` });
    expect([practice.status, practice.json<Problem>().code]).toEqual([400, 'MALFORMED_JSON']);
  });

  it('never keeps the answers of others from being saved with it', async () => {
    const { cookie, token } = await newCandidate(world.owner, YEAR);
    const { attemptId, position, response } = await paperOf(cookie);
    const hash = tokenHash(token)?.toString('hex') ?? '';
    const write = (seq: number, value: unknown) =>
      writeAnswer({ tokenHash: hash, attemptId, position, seq, response: value });
    // The first runs alone; what arrives meanwhile goes into one statement.
    const [first, bad, good] = await Promise.allSettled([
      write(1, response),
      write(2, { type: 'fill', texts: [sign] }),
      write(3, response),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { verdict: 'saved' } });
    expect(bad.status).toBe('rejected');
    expect(good).toMatchObject({ status: 'fulfilled', value: { verdict: 'saved', ackedSeq: 3 } });
  });
});

describe('a flood from one place', () => {
  const statuses = async (ask: () => Promise<{ status: number }>) =>
    [...new Set((await Promise.all(Array.from({ length: 25 }, ask))).map(({ status }) => status))].sort();

  it('of policy reports is cut off before it fills the log', async () => {
    expect(await statuses(() => call('POST', '/api/v1/csp-reports', null, {}))).toEqual([204, 429]);
  });

  it('of reports from an exam page is cut off before it fills the table', async () => {
    const { cookie } = await newCandidate(world.owner, YEAR);
    const { attemptId } = await paperOf(cookie);
    const report = () => call('POST', `/api/v1/attempts/${attemptId}/events`, cookie, { kind: 'left-page' });
    expect(await statuses(report)).toEqual([204, 429]);
  });

  it('of sheets to draw is cut off before it holds up the exams, for that account alone', async () => {
    const [who, other] = [await newCandidate(world.owner, YEAR), await newCandidate(world.owner, YEAR)];
    const sheet = `/api/v1/certificates/${randomUUID()}/pdf`;
    expect(await statuses(() => call('GET', sheet, who.cookie))).toEqual([404, 429]);
    expect((await call('GET', sheet, other.cookie)).status).toBe(404);
  });
});

describe('text that looks escaped', () => {
  it('is taken as it is', async () => {
    const { cookie } = await newAdministrator(world.owner, 'sysadmin');
    const { accountId } = await newCandidate(world.owner, YEAR);
    const reason = 'C:\\u0000 与 😀';
    const changed = await call('POST', `/api/v1/admin/accounts/${accountId}/status`, cookie, {
      status: 'disabled',
      reason,
    });
    expect(changed.status).toBe(204);
    const [row] = await world.owner<
      { reason: string }[]
    >`select detail ->> 'reason' as reason from audit_events where subject_id = ${accountId}`;
    expect(row?.reason).toBe(reason);
  });
});
