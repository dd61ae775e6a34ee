import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refreshAllPlanProgress } from '#db/dal/plan-progress.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { remindByDays, remindByHours } from '#server/operations/reminders/remind.ts';
import { caseWorld, type Somebody } from '../support/case-world.ts';
import { createTestDatabase } from '../support/test-database.ts';

const database = await createTestDatabase();
const { owner } = database;
const world = caseWorld(owner, 2026);
const YEAR_END = '2026-12-31';

let officer: Somebody;
let hr: Somebody;
let office: Somebody;
let leader: Somebody;

beforeAll(async () => {
  await database.travelTo('2026-11-02T09:00:00+08:00');
  await loadContent();
  await world.unit('B');
  const first = await world.somebody();
  await owner`delete from plan_assignments where person_id = ${first.personId}`;
  officer = await world.somebody('unit-officer');
  hr = await world.somebody('hr');
  office = await world.somebody('office');
  leader = await world.somebody('leader');
});

/** Nobody owes anything and nobody has been told anything. */
beforeEach(async () => {
  await database.travelTo('2026-11-02T09:00:00+08:00');
  await owner`truncate notices, plan_progress, deliveries`;
});

type Told = { who: string; key: string };

async function told(): Promise<Told[]> {
  return owner<Told[]>`
    select n.person_id as who, regexp_replace(n.dedupe_key, '^remind:', '') as key from notices n
    where n.dedupe_key like 'remind:%' order by n.created_at, n.dedupe_key, n.person_id`;
}

/** Runs the reminders on a day. @returns the rules told on it, by recipient. */
async function onDay(day: string, time = '08:00:00'): Promise<Told[]> {
  const before = await told();
  await database.travelTo(`${day}T${time}+08:00`);
  await remindByDays();
  const known = new Set(before.map(({ who, key }) => `${who} ${key}`));
  return (await told()).filter(({ who, key }) => !known.has(`${who} ${key}`));
}

const rules = (some: readonly Told[], who: Somebody) =>
  some.filter((one) => one.who === who.personId).map(({ key }) => key.split(':')[2]);

/** The year's plan of one person alone, unfinished. */
async function owing(unitCode = 'T'): Promise<Somebody> {
  const person = await world.somebody(undefined, unitCode);
  await refreshAllPlanProgress(database.db);
  await owner`delete from plan_progress where person_id <> ${person.personId}`;
  return person;
}

describe('a plan that is not finished', () => {
  it('is told to the person 30, 7 and 1 days ahead and no more, however often the job runs', async () => {
    const person = await owing();
    const days = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-24', '2026-12-24', '2026-12-30', '2026-12-31'];
    const seen: unknown[] = [];
    for (const day of days) seen.push(rules(await onDay(day), person));
    expect(seen).toEqual([[], ['before-30'], [], ['before-7'], [], ['before-1'], []]);
  });

  it('is told once, by its latest threshold, after days on which nothing ran', async () => {
    const person = await owing();
    expect(rules(await onDay('2026-12-30'), person)).toEqual(['before-1']);
    expect(rules(await onDay('2026-12-31'), person)).toEqual([]);
  });

  it('goes when overdue to the person and the officers above, and after seven days to 人事部门', async () => {
    const person = await owing();
    const [elsewhere] = [await world.somebody('unit-officer', 'B')];
    const first = await onDay('2027-01-01');
    expect([rules(first, person), rules(first, officer), rules(first, hr)]).toEqual([['overdue'], ['overdue'], []]);
    expect(rules(first, elsewhere)).toEqual([]);
    const later = await onDay('2027-01-07');
    expect([rules(later, person), rules(later, officer), rules(later, hr)]).toEqual([[], [], ['overdue-7']]);
    expect(await onDay('2027-01-20')).toEqual([]);
  });

  it('is told to nobody once it is completed, exempt or ended', async () => {
    for (const change of [
      owner`update plan_progress set completed_on = '2026-11-20'`,
      owner`update plan_progress set completed_on = null, is_exempt = true`,
      owner`update plan_assignments set ended_at = app_now(), ended_reason = '类别变更'
        where id in (select assignment_id from plan_progress)`,
    ]) {
      await owing();
      await change;
      expect(await onDay('2026-12-24')).toEqual([]);
      await owner`update plan_assignments set ended_at = null`;
    }
  });

  it('is told anew when its date is moved, and never for the old date again', async () => {
    const person = await owing();
    await onDay('2026-12-24');
    await owner`update plan_progress set due_on = '2027-01-31'`;
    expect(rules(await onDay('2026-12-31'), person)).toEqual([]);
    expect(rules(await onDay('2027-01-24'), person)).toEqual(['before-7']);
  });

  it('goes by the days of the policy it was given under', async () => {
    const person = await owing();
    await owner`alter table policy_versions disable trigger policy_versions_append_only`;
    await owner`update policy_versions set spec = jsonb_set(spec, '{reminderDays}', '[60]') where plan_kind = 'annual-all'`;
    expect(rules(await onDay('2026-11-03'), person)).toEqual(['before-60']);
    await owner`update policy_versions set spec = jsonb_set(spec, '{reminderDays}', '[30, 7, 1]') where plan_kind = 'annual-all'`;
    await owner`alter table policy_versions enable trigger policy_versions_append_only`;
  });
});

describe('two instances', () => {
  it('at once tell everybody once', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => world.somebody()));
    await refreshAllPlanProgress(database.db);
    await owner`delete from plan_progress where person_id not in ${owner(people.map((one) => one.personId))}`;
    await database.travelTo('2026-12-24T08:00:00+08:00');
    const counts = await Promise.all([remindByDays(), remindByDays(), remindByDays()]);
    const all = await told();
    expect(all.filter(({ key }) => key.includes('before-7'))).toHaveLength(people.length);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(all.length);
  });
});

describe('cases', () => {
  it('that wait longer than a step may are told to those awaited, never about their own, again each five days', async () => {
    const person = await world.somebody();
    await world.inPost(person.personId, 'general');
    const caseId = await world.open(person, 'report', {
      matter: 'other',
      occurredOn: '2026-11-01',
      description: '个人情况有变化。',
    });
    expect((await onDay('2026-11-07')).filter(({ key }) => key.includes(caseId))).toEqual([]);
    const first = (await onDay('2026-11-08')).filter(({ key }) => key.includes(caseId));
    expect(first.map(({ who }) => who)).toEqual([officer.personId]);
    expect((await onDay('2026-11-12')).filter(({ key }) => key.includes(caseId))).toEqual([]);
    const second = (await onDay('2026-11-13')).filter(({ key }) => key.includes(caseId));
    expect(rules(second, officer)).toEqual(['waiting-2']);
    expect(await world.step(officer, caseId, 'receive', { opinion: 'agree' })).toBe('ok');
    // Another state: its own time begins, and another office is awaited.
    expect((await onDay('2026-11-18')).filter(({ key }) => key.includes(caseId))).toEqual([]);
    const third = (await onDay('2026-11-19')).filter(({ key }) => key.includes(caseId));
    expect(third.map(({ who }) => who)).toContain(office.personId);
    expect(third.map(({ who }) => who)).not.toContain(person.personId);
  });

  it('of a violation run by the hour: on opening, at 12 and 20 hours, when the time is over – to 保密办 and 单位领导 alone', async () => {
    const person = await world.somebody();
    const caseId = await world.open(officer, 'violation', {
      personId: person.personId,
      category: 'other',
      discoveredAt: '2026-11-02T08:30:00+08:00',
      description: '离开时没有锁柜。',
    });
    const at = async (instant: string) => {
      const before = (await told()).length;
      await database.travelTo(instant);
      await Promise.all([remindByHours(), remindByHours()]);
      return (await told()).slice(before).filter(({ key }) => key.includes(caseId));
    };
    const everybody = [leader.personId, office.personId].sort();
    const seen = [];
    for (const instant of [
      '2026-11-02T09:00:00+08:00',
      '2026-11-02T12:00:00+08:00',
      '2026-11-02T20:31:00+08:00',
      '2026-11-03T04:31:00+08:00',
      '2026-11-03T08:31:00+08:00',
      '2026-11-03T20:00:00+08:00',
    ]) {
      const now = await at(instant);
      expect(now.length === 0 ? everybody : now.map(({ who }) => who).sort()).toEqual(everybody);
      seen.push(now[0]?.key.split(':')[2] ?? null);
    }
    expect(seen).toEqual(['hours-0', null, 'hours-12', 'hours-20', 'hours-24', null]);
  });

  it('of a violation are silent once it is reported', async () => {
    const person = await world.somebody();
    const caseId = await world.open(officer, 'violation', {
      personId: person.personId,
      category: 'other',
      discoveredAt: '2026-11-02T08:30:00+08:00',
      description: '离开时没有锁柜。',
    });
    expect(
      await world.step(office, caseId, 'report-authority', {
        reportedAt: '2026-11-02T08:50:00+08:00',
        receiver: '市保密行政管理部门',
      }),
    ).toBe('ok');
    await database.travelTo('2026-11-02T21:00:00+08:00');
    await remindByHours();
    expect((await told()).filter(({ key }) => key.includes(caseId))).toEqual([]);
  });
});

describe('dates of the life-cycle', () => {
  it('a 复审 is told to the person ahead and, when overdue, to unit, 人事部门 and 保密办 as well', async () => {
    const person = await world.somebody();
    await world.inPost(person.personId, 'general');
    const [due] = await owner<{ on: string }[]>`
      select ('2024-03-01'::date + make_interval(months => (spec #>> '{reviewMonths,general}')::int))::date::text as on
      from lifecycle_versions order by version desc limit 1`;
    const days = async (offset: number) => {
      const [row] = await owner<{ day: string }[]>`select (${due?.on ?? ''}::date + ${offset}::int)::text as day`;
      return (await onDay(row?.day ?? '')).filter(({ key }) => key.includes(person.personId));
    };
    expect(rules(await days(-7), person)).toEqual(['before-7']);
    const over = await days(1);
    expect(rules(over, person)).toEqual(['overdue']);
    expect([officer, hr, office].map((who) => rules(over, who))).toEqual([['overdue'], ['overdue'], ['overdue']]);
  });

  it('a trip allowed is asked about after its return, and told to 保密办 when the report is overdue', async () => {
    const person = await world.somebody();
    const [row] = await owner<{ id: string }[]>`
      insert into cases (no, kind, person_id, unit_id, state, version, turn, state_since, ends_on, opened_at)
      select 'CJ-2026-9001', 'travel', ${person.personId}, id, 'cleared', 3, '{subject}', app_now(), '2026-11-10', app_now()
      from units where code = 'T' returning id`;
    const about = (some: Told[]) => some.filter(({ key }) => key.includes(row?.id ?? '-'));
    expect(about(await onDay('2026-11-10'))).toEqual([]);
    expect(rules(about(await onDay('2026-11-11')), person)).toHaveLength(1);
    const over = about(await onDay('2026-12-10'));
    expect([rules(over, person), rules(over, office)]).toEqual([['overdue'], ['overdue']]);
    await owner`update cases set state = 'returned', turn = '{office}' where id = ${row?.id ?? ''}`;
  });

  it('the end of a 脱密期 goes to 人事部门, 保密办 and the person; a visit that is due to unit and 保密办', async () => {
    const person = await world.somebody();
    const [row] = await owner<{ id: string }[]>`
      insert into cases (no, kind, person_id, unit_id, state, version, turn, state_since, ends_on, opened_at)
      select 'LG-2026-9001', 'exit', ${person.personId}, id, 'cooling-off', 2, '{}', app_now(), '2027-11-01', app_now()
      from units where code = 'T' returning id`;
    const caseId = row?.id ?? '';
    await owner`insert into case_transitions (case_id, seq_no, round, event, from_state, to_state, actor_role, actor_account_id, actor_name, is_opinion, payload)
      values (${caseId}, 1, 1, 'propose-period', '', 'cooling-off', 'hr', ${hr.accountId}, '人事', false,
        ${owner.json({ startsOn: '2026-11-02', months: 12 })})`;
    const about = (some: Told[]) => some.filter(({ key }) => key.includes(caseId));
    const visit = about(await onDay('2027-04-25'));
    expect([officer, office, hr, person].map((who) => rules(visit, who))).toEqual([['before-7'], ['before-7'], [], []]);
    const end = about(await onDay('2027-10-25'));
    expect([hr, office, person].map((who) => rules(end, who).includes('before-7'))).toEqual([true, true, true]);
    await owner`update cases set closed_at = app_now(), state = 'ended' where id = ${caseId}`;
    expect(about(await onDay('2027-10-31'))).toEqual([]);
  });

  it('a post to be looked at again is told a month ahead to 人事部门, 保密办 and its unit', async () => {
    const postId = await world.post('general');
    await owner`update posts set review_on = '2026-12-15' where id = ${postId}`;
    const about = (some: Told[]) => some.filter(({ key }) => key.includes(postId));
    expect(about(await onDay('2026-11-14'))).toEqual([]);
    const now = about(await onDay('2026-11-15'));
    expect([hr, office, officer, leader].map((who) => rules(now, who))).toEqual([
      ['before-30'],
      ['before-30'],
      ['before-30'],
      [],
    ]);
  });

  it('a certificate about to end is told to its holder alone', async () => {
    const person = await owing();
    await owner`update plan_progress set completed_on = '2026-03-01', certificate_until = ${YEAR_END}`;
    const about = (some: Told[]) => some.filter(({ key }) => key.startsWith('certificate:'));
    const now = about(await onDay('2026-12-24'));
    expect(now.map(({ who }) => who)).toEqual([person.personId]);
    expect(rules(now, person)).toEqual(['before-7']);
    expect(about(await onDay('2027-01-01'))).toEqual([]);
  });
});
