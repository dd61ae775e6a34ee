import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findExam } from '#db/dal/exams.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { PlanRecordView } from '#domain/hours/plan-record.ts';
import { ensureSigningKey } from '#server/documents/signer.ts';
import { askForExemption } from '#server/operations/exemptions/ask.ts';
import { readOwnRecord } from '#server/operations/home/read-record.ts';
import { readPersonFile } from '#server/operations/hr/person-file.ts';
import { EXEMPTION, exemptionWorld, idOf, until } from '#tests/support/exemption-world.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const world = await createTestDatabase();
const { db, owner, travelTo } = world;
const { build, hr, office, officer, policy, someone, approved, planRow, study } = await exemptionWorld(world);

beforeAll(async () => {
  await ensureSigningKey();
  await policy('annual-leader', { unitOrganisedPercent: 50, topicMinutes: { 保密法律法规: 45 } });
  await policy('classifier');
  await policy('entry-general');
});

beforeEach(() => travelTo('2026-06-10T12:00:00+08:00'));

describe('an extension into the next year of a plan with an exam', () => {
  it('is sat at the exam of that year, for the plan of that year, and counts for both', async () => {
    await policy('annual-officer', {
      blueprintId: 'annual-officer',
      certificateTitle: '培训合格',
      certificateValidMonths: 12,
    });
    await build.exam('annual-officer', 2026);
    const exam = await build.exam('annual-officer', 2027);
    const { personId, self } = await someone();
    const extended = await planRow(personId, 'annual-officer');
    await approved(extended, until('2027-06-30'));
    await travelTo('2027-02-01T12:00:00+08:00');
    const next = await planRow(personId, 'annual-officer', { training_year: 2027, due_on: '2027-12-31' });
    const planOf = async () => (await findExam(db, self, exam))?.plan?.assignmentId;
    expect(await planOf()).toBe(next);
    await build.sit(exam, personId, 1, true, '2027-02-01T10:00:00+08:00');
    expect((await study(personId, 90, '2027-02-01T11:00:00+08:00')).sort()).toEqual([extended, next].sort());
    const file = await readPersonFile(hr, personId, undefined, extended);
    const shown = file.ok ? file.value.plans.find(({ assignmentId }) => assignmentId === extended) : null;
    expect(shown).toMatchObject({ completedOn: '2027-02-01', overdue: false });
    const stored = await owner`select exam_state as exam, completed_on::text as done from plan_progress
      where assignment_id in (${extended}, ${next})`;
    expect(stored.map((row) => ({ ...row }))).toEqual(Array(2).fill({ exam: 'passed', done: '2027-02-01' }));
  });
});

describe('why a plan is not finished yet', () => {
  /** What everybody must read alike. */
  const words = (plans: readonly PlanRecordView[]) =>
    plans.map(({ ask: _ask, withdrawPath: _path, request: _request, rules, ...plan }) => ({
      ...plan,
      rules: rules.map(({ action: _action, ...rule }) => rule),
    }));

  async function readers(personId: string, self: Principal) {
    const own = await readOwnRecord(self, 2026);
    const files = await Promise.all([hr, office, officer].map((reader) => readPersonFile(reader, personId, 2026)));
    return [
      { plans: words(own.plans), ended: own.ended },
      ...files.map((file) => (file.ok ? { plans: words(file.value.plans), ended: file.value.ended } : null)),
    ];
  }

  it('reads the same for the person, the 部门保密员, 人事 and 保密办: 集中培训, topics, events, 免训, 延期 and ended ones', async () => {
    const { plan, personId, self } = await someone();
    const shares = await planRow(personId, 'annual-leader');
    const event = await planRow(personId, 'entry-general', {
      case_id: randomUUID(),
      counts_from: '2026-03-01T09:00:00+08:00',
    });
    const ended = await planRow(personId, 'classifier', {
      ended_at: '2026-06-09T09:00:00+08:00',
      ended_reason: '职责变动',
    });
    await build.hours(personId, 45, '2026-02-01T09:00:00+08:00');
    await approved(plan, EXEMPTION);
    await approved(shares, until('2027-01-31'));
    await idOf(askForExemption(officer, event, until('2027-02-28')));
    const [own, ...others] = await readers(personId, self);
    expect(others).toEqual([own, own, own]);
    const shown = new Map(own?.plans.map((one) => [one.assignmentId, one]));
    expect(shown.get(shares)?.rules.map((rule) => rule.id)).toEqual([
      'hours',
      'unit-organised',
      'topic:保密法律法规',
      'lessons',
    ]);
    expect(shown.get(plan)).toMatchObject({ isExempt: true, waitFor: null });
    expect(shown.get(event)?.remarks).toEqual([
      '延期申请（病假，至 2027-02-28）正在等待人事部门或保密办审批。',
      '按事项列入：只计 2026-03-01 列入以后的学习和考试。',
    ]);
    expect(own?.ended).toEqual([
      {
        assignmentId: ended,
        title: '定密责任人培训',
        text: '2026-06-09 起不再要求：职责变动。已学的课程和学时记录仍然保留。',
      },
    ]);
    expect(own?.plans.some(({ assignmentId }) => assignmentId === ended)).toBe(false);
  });

  it('opens at the plan asked for, in its year, and offers what the reader may ask for', async () => {
    const { plan, personId, self } = await someone();
    const old = await build.plan(personId, { kind: 'annual-all', year: 2025, dueOn: '2025-12-31' });
    const file = await readPersonFile(hr, personId, undefined, old);
    expect(file).toMatchObject({ value: { year: 2025, plans: [{ assignmentId: old }] } });
    const askOf = async (reader: Principal) => {
      const read = await readPersonFile(reader, personId, undefined, plan);
      return read.ok ? (read.value.plans[0]?.ask?.path ?? null) : read.error.code;
    };
    expect(await askOf(hr)).toBe('/api/v1/hr/exemptions');
    expect(await askOf(officer)).toBe('/api/v1/hr/exemptions');
    expect(await askOf(office)).toBe(null);
    expect((await readOwnRecord(self, 2026)).plans[0]?.ask).toMatchObject({
      path: '/api/v1/me/exemptions',
      kinds: ['exemption', 'extension'],
      to: '2027-12-31',
    });
    await approved(plan, EXEMPTION);
    expect((await readOwnRecord(self, 2026)).plans[0]?.ask).toBe(null);
  });
});
