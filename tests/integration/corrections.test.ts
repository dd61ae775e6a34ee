import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#db/client.ts';
import type { Principal } from '#domain/access/principal.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { decideOnCorrection } from '#server/operations/corrections/decide.ts';
import { previewCorrection } from '#server/operations/corrections/preview.ts';
import { readCorrections } from '#server/operations/corrections/read.ts';
import { askForCorrection } from '#server/operations/corrections/request.ts';
import { codeOf, sessionWorld } from '#tests/support/session-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { owner, travelTo } = world;
const { build, unit, person, who, hr, office, officer, employee } = await sessionWorld(world);
const REASON = '复核签到表，本人当日未参加';
let ledgerId: string;

beforeAll(async () => {
  const spec = {
    planKind: 'annual-classified',
    minutesPerHour: 45,
    requiredMinutes: 90,
    blueprintId: null,
    title: '年度培训',
    basis: '',
    requiredLessons: [],
    electiveLessons: [],
  };
  await owner`insert into policy_versions (plan_kind, version, spec, effective_from_year)
    values ('annual-classified', 1, ${owner.json(spec)}, 2020)`;
});

beforeEach(async () => {
  await travelTo('2026-06-10T12:00:00+08:00');
  ledgerId = await build.hours(person.one, 90, '2026-05-06T11:00:00+08:00');
});

const ask = (principal: Principal, minutes = 90, id = ledgerId) =>
  askForCorrection(principal, { ledgerId: id, minutes, reason: REASON });

async function asked(principal: Principal, minutes = 90): Promise<string> {
  const made = await ask(principal, minutes);
  if (!made.ok) throw new Error(made.error.code);
  return made.value.id;
}

const decide = (principal: Principal, id: string, decision: 'approved' | 'refused' | 'withdrawn', comment = '') =>
  decideOnCorrection(principal, id, { decision, comment });

const reversals = () => owner<{ id: string; minutes: number; mode: string; training_year: number }[]>`
  select id, minutes, mode, training_year from hours_ledger where reverses_id = ${ledgerId}`;

async function trail(id: string) {
  const rows = await owner`select action, outcome from audit_events where subject_id = ${id} order by seq_no`;
  return rows.map((row) => `${row.action} ${row.outcome}`);
}

describe('asking for a correction', () => {
  it('changes nothing by itself, and can be done once a row', async () => {
    const id = await asked(hr, 30);
    expect(await reversals()).toEqual([]);
    expect(await ask(office)).toMatchObject({
      error: { code: 'CORRECTION_NOT_POSSIBLE', meta: { reason: '已有一项更正等待审批' } },
    });
    expect(await trail(id)).toEqual(['hours.request-correction done']);
  });

  it('of two at once keeps one', async () => {
    const results = await Promise.all([ask(hr), ask(office), ask(hr)]);
    expect(results.map(codeOf).sort()).toEqual(['CORRECTION_NOT_POSSIBLE', 'CORRECTION_NOT_POSSIBLE', 'ok']);
  });

  it('takes no more than the row holds, no correction of a correction, and no row out of sight', async () => {
    expect(codeOf(await ask(hr, 91))).toBe('CORRECTION_NOT_POSSIBLE');
    await decide(office, await asked(hr, 30), 'approved');
    const [reversal] = await reversals();
    expect(codeOf(await ask(hr, 10))).toBe('CORRECTION_NOT_POSSIBLE');
    expect(codeOf(await ask(hr, 10, reversal?.id ?? ''))).toBe('CORRECTION_NOT_POSSIBLE');
    expect(codeOf(await ask(hr, 10, randomUUID()))).toBe('NOT_FOUND');
    const stranger = await who(['unit-officer'], null, [unit.b]);
    expect(codeOf(await ask(stranger))).toBe('NOT_FOUND');
    expect(codeOf(await previewCorrection(stranger, ledgerId, 10))).toBe('NOT_FOUND');
    expect(codeOf(await previewCorrection(await who([], person.two), ledgerId, 10))).toBe('NOT_FOUND');
  });
});

describe('deciding about a correction', () => {
  it('writes one reversing row with both names, in the year of the row, and tells the person', async () => {
    const id = await asked(hr, 30);
    expect(codeOf(await decide(office, id, 'approved'))).toBe('ok');
    expect(await reversals()).toMatchObject([{ minutes: -30, mode: 'correction', training_year: 2026 }]);
    const [row] = await owner<
      { evidence: unknown; reason: string }[]
    >`select evidence, reason from hours_ledger where reverses_id = ${ledgerId}`;
    expect(row).toEqual({
      reason: REASON,
      evidence: { correctionId: id, requestedBy: hr.accountId, approvedBy: office.accountId },
    });
    expect(await owner`select 1 from notices where dedupe_key = ${`correction:${id}`}`).toHaveLength(1);
    expect(await trail(id)).toEqual(['hours.request-correction done', 'hours.correct done']);
  });

  it('is refused to whoever asked, and the try is recorded', async () => {
    const id = await asked(hr);
    expect(codeOf(await decide(hr, id, 'approved'))).toBe('SELF_APPROVAL_REFUSED');
    expect(codeOf(await decide(hr, id, 'refused', '不应由我'))).toBe('SELF_APPROVAL_REFUSED');
    expect(await reversals()).toEqual([]);
    expect(await trail(id)).toContain('hours.correct refused');
    await expect(
      owner`update ledger_corrections set decision = 'approved', decided_by = requested_by, decided_at = app_now() where id = ${id}`,
    ).rejects.toThrow('ledger_corrections_two');
  });

  it('is refused to the person whose hours they are, whatever role they hold', async () => {
    const own: Principal = { ...employee, roles: ['office'] };
    expect(codeOf(await decide(own, await asked(hr), 'approved'))).toBe('OWN_HOURS_REFUSED');
  });

  it('is closed to those who do not see the person', async () => {
    const id = await asked(hr);
    const stranger = await who(['unit-officer'], null, [unit.b]);
    expect(codeOf(await decide(stranger, id, 'approved'))).toBe('NOT_FOUND');
    expect(codeOf(await decide(office, randomUUID(), 'approved'))).toBe('NOT_FOUND');
  });

  it('happens once, also when two decide at once', async () => {
    const id = await asked(hr);
    const other = await who(['office'], null);
    const results = await Promise.all([decide(office, id, 'approved'), decide(other, id, 'approved')]);
    expect(results.map(codeOf).sort()).toEqual(['CORRECTION_DECIDED', 'ok']);
    expect(await reversals()).toHaveLength(1);
    expect(codeOf(await decide(other, id, 'refused', '太迟'))).toBe('CORRECTION_DECIDED');
  });

  it('may be no, or be withdrawn by whoever asked and nobody else; then it can be asked anew', async () => {
    const first = await asked(hr);
    expect(codeOf(await decide(office, first, 'withdrawn'))).toBe('NOT_THE_ASKER');
    expect(codeOf(await decide(hr, first, 'withdrawn'))).toBe('ok');
    const second = await asked(office);
    expect(codeOf(await decide(hr, second, 'refused', '签到表无误'))).toBe('ok');
    expect(await reversals()).toEqual([]);
    expect(codeOf(await ask(hr))).toBe('ok');
  });
});

describe('a finished plan', () => {
  it('stays finished, while whoever asks and whoever approves is told that it is short', async () => {
    const two = person.two;
    const row = await build.hours(two, 90, '2026-05-06T11:00:00+08:00');
    const plan = await build.plan(two, { kind: 'annual-classified' });
    await transaction((tx) => settlePlans(tx, two, 2026));
    expect(await owner`select 1 from plan_completions where assignment_id = ${plan}`).toHaveLength(1);
    const warning = { planTitle: '2026 年年度培训', text: '该计划已达标，更正后学时不足' };
    expect(await previewCorrection(hr, row, 1)).toEqual({ ok: true, value: { warnings: [warning] } });
    expect(codeOf(await ask(hr, 30, row))).toBe('ok');
    const waiting = await readCorrections(office, true, 1);
    const line = waiting.rows.find((one) => one.ledgerId === row);
    expect(line).toMatchObject({ warnings: [warning], mayDecide: true, mayWithdraw: false });
    await decide(office, line?.id ?? '', 'approved');
    expect(await owner`select 1 from plan_completions where assignment_id = ${plan}`).toHaveLength(1);
    const [progress] = await owner`select counted_minutes from plan_progress where assignment_id = ${plan}`;
    expect(progress?.counted_minutes).toBe(60);
  });

  it('is not worried about when the rest is enough', async () => {
    const three = person.three;
    await build.hours(three, 90, '2026-05-06T11:00:00+08:00');
    const row = await build.hours(three, 45, '2026-05-07T11:00:00+08:00');
    await build.plan(three, { kind: 'annual-classified' });
    await transaction((tx) => settlePlans(tx, three, 2026));
    expect(await previewCorrection(hr, row, 45)).toEqual({ ok: true, value: { warnings: [] } });
  });
});

it('the list shows each principal what concerns people they see, page by page', async () => {
  await asked(hr);
  const all = await readCorrections(office, true, 99);
  expect(all.page).toBe(all.pageCount);
  const stranger = await who(['unit-officer'], null, [unit.b]);
  expect((await readCorrections(stranger, true, 1)).total).toBe(0);
  expect((await readCorrections(officer, true, 1)).total).toBeGreaterThan(0);
  expect((await readCorrections(employee, false, 1)).rows.every((row) => row.personId === person.one)).toBe(true);
});
