import type { Tx } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { ensureAnnualExams } from '#db/dal/content.ts';
import { unsafeExamRules } from '#db/dal/exams.ts';
import { refreshAllPlanProgress } from '#db/dal/plan-progress.ts';
import {
  asDemonstrationOwner,
  type DemonstrationLesson,
  unsafeAnalyse,
  unsafeExamIds,
  unsafeInsertDemonstration,
  unsafeLessons,
  unsafeMarkOldNoticesRead,
  unsafeTravelTo,
} from '#db/dal/system-demonstration.ts';
import { unsafePolicies } from '#db/dal/system-plan-assignment.ts';
import { addDays, addMonths, dateIn, type IsoDate, isoDate, startOfDay } from '#domain/shared/dates.ts';
import { hashPassword } from '../auth/password.ts';
import { ensureSigningKey } from '../documents/signer.ts';
import { env } from '../env.ts';
import { advanceAll } from '../operations/cases/advance-all.ts';
import { forgetBank } from '../operations/exam/bank.ts';
import { baseRows, unitIds } from './base-rows.ts';
import { instantOf, laterBy, workdayFrom } from './calendar.ts';
import { CaseDesk } from './cases/desk.ts';
import { type CaseWorld, entryCase, exitCase } from './cases/life.ts';
import { presentCases } from './cases/present.ts';
import { demonstrationPosts, officersOf } from './cases/register.ts';
import { tripCase } from './cases/trips.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD, type DemonstrationAccount } from './data/accounts.ts';
import { History } from './history.ts';
import { attends, type Meeting, meetingsOf } from './meetings.ts';
import { type Plan, type PolicyVersion, plansOf } from './plans.ts';
import { demonstrationRoster } from './roster.ts';
import type { Member, Span } from './roster-types.ts';
import { scheduleOf } from './schedule.ts';
import { LIST_ENTERED, LIST_HANDED_IN } from './sign-in-lists.ts';
import type { DemonstrationExam } from './sitting.ts';
import { tripOf } from './trips.ts';
import { demonstrationUnits } from './units.ts';

/** Length of the history. */
const MONTHS = 18;

export type Demonstration = { readonly password: string; readonly accounts: readonly DemonstrationAccount[] };

type World = {
  readonly tx: Tx;
  readonly span: Span;
  readonly members: readonly Member[];
  readonly history: History;
  readonly lessons: ReadonlyMap<string, DemonstrationLesson>;
  readonly policies: readonly PolicyVersion[];
  readonly cases: CaseWorld;
};

function yearsOf(span: Span): number[] {
  const [first, last] = [Number(span.from.slice(0, 4)), Number(span.today.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function memberOf(members: readonly Member[], employeeNo: string): Member {
  const member = members.find((one) => one.employeeNo === employeeNo);
  if (!member) throw new Error(`no member ${employeeNo}`);
  return member;
}

async function examsOf({ tx, span }: World): Promise<Map<string, DemonstrationExam>> {
  for (const year of yearsOf(span)) await ensureAnnualExams(tx, year, span.zone);
  const exams = new Map<string, DemonstrationExam>();
  for (const { id, planKind, trainingYear } of await unsafeExamIds(tx)) {
    const { blueprint, closesAt } = await unsafeExamRules(tx, id);
    const opensAt = startOfDay(span.zone, isoDate(`${trainingYear}-01-01`));
    exams.set(`${planKind}:${trainingYear}`, { id, planKind, trainingYear, blueprint, opensAt, closesAt });
  }
  return exams;
}

/** Puts the work of one person and year on the calendar. */
function plan(
  world: World,
  member: Member,
  year: number,
  meetings: readonly Meeting[],
  exams: Map<string, DemonstrationExam>,
): void {
  const { history, span, lessons } = world;
  const attended = meetings.filter((one) => attends(member, one, span));
  const diary = {
    read: new Set<string>(),
    busy: new Map<IsoDate, number>(attended.map((one) => [one.on, 16 * 60 + 45])),
    meetingMinutes: (upTo: IsoDate) =>
      attended.filter((one) => one.recordedOn <= upTo).reduce((sum, one) => sum + one.minutes, 0),
  };
  const trip = tripOf(member, year, span, world.policies);
  const tripEnd = (when: Date) => (trip ? history.end(trip.plan, when, '本次出境已取消') : Promise.resolve());
  if (trip) tripCase(world.cases, trip, tripEnd);
  for (const owed of [...plansOf(member, year, span, world.policies), ...(trip ? [trip.plan] : [])]) {
    history.timeline.add(owed.assignedAt, () => history.assign(owed));
    const { endsAt } = owed;
    if (endsAt) history.timeline.add(endsAt, () => history.end(owed, endsAt));
    lifeCase(world, owed);
    const schedule = scheduleOf(owed, diary, lessons, span);
    for (const { lesson, reading } of schedule.readings) {
      history.timeline.add(reading.endedAt, () => history.read(member, year, lesson, reading));
    }
    sitExam(history, owed, exams.get(`${owed.kind}:${year}`), schedule.examAt);
  }
}

/** The case behind a plan of an event: what led to it, and what followed. */
function lifeCase({ cases }: World, owed: Plan): void {
  if (owed.caseId === null) return;
  const { places } = owed.member;
  const index = places.findIndex(({ from }) => from === owed.assignedOn);
  const place = places[index];
  const next = places[index + 1]?.from ?? null;
  if (place?.lifeState === 'entering') entryCase(cases, owed, place, next);
  if (place?.lifeState === 'leaving') exitCase(cases, owed, place, next);
}

function sitExam(history: History, owed: Plan, exam: DemonstrationExam | undefined, at: Date | null): void {
  if (exam && at) history.timeline.add(at, () => history.examine(owed, exam, [], at));
}

const peopleAt = ({ members, span }: World, one: Meeting) => members.filter((member) => attends(member, one, span));

/** Approves a meeting, and for one of them a mistake that is found a week later. */
async function hold(world: World, one: Meeting, at: Date, hasMistake: boolean): Promise<void> {
  const { history, span } = world;
  const rows = await history.meet(one, world.cases.unitId(one.departmentCode), peopleAt(world, one), at);
  if (!hasMistake) return;
  const [wrong] = [...rows].filter(([member]) => /^E1/.test(member.employeeNo) && history.hasOpen(member, one.year));
  const found = instantOf(span.zone, workdayFrom(addDays(one.recordedOn, 6)), 10 * 60);
  if (wrong && found < startOfDay(span.zone, span.today)) {
    // Completed plans stay completed, so the mistake is one of a person whose plan is still open by then.
    history.timeline.add(found, () => {
      if (history.hasOpen(wrong[0], one.year)) history.correct(wrong[0], one, wrong[1], found);
    });
  }
}

function planYear(world: World, year: number, exams: Map<string, DemonstrationExam>): void {
  const { history, span, members } = world;
  const meetings = meetingsOf(year, span);
  for (const one of meetings) {
    const at = instantOf(span.zone, one.recordedOn, 9 * 60 + 30);
    const enteredAt = laterBy(at, -LIST_ENTERED);
    const handedInAt = laterBy(at, -LIST_HANDED_IN);
    history.timeline.add(enteredAt, () => history.list('training.create', one, peopleAt(world, one), enteredAt));
    history.timeline.add(handedInAt, () => history.list('training.submit', one, peopleAt(world, one), handedInAt));
    history.timeline.add(at, () => hold(world, one, at, one.list === `JL-CX-${year}-01`));
  }
  for (const member of members) plan(world, member, year, meetings, exams);
  const reminded = instantOf(span.zone, workdayFrom(isoDate(`${year}-11-02`)), 9 * 60);
  if (reminded < startOfDay(span.zone, span.today))
    history.timeline.add(reminded, () => history.remind(year, reminded));
}

async function live(world: World, onProgress: (text: string) => void): Promise<void> {
  const { tx, span, history } = world;
  const exams = await examsOf(world);
  history.announce([...exams.values()]);
  for (const year of yearsOf(span)) planYear(world, year, exams);
  presentCases(world.cases, world.members);
  let month = '';
  await history.timeline.run((at) => {
    const now = dateIn(span.zone, at).slice(0, 7);
    if (now !== month) onProgress(`${now} 的学习与考试`);
    month = now;
  });
  await unsafeTravelTo(tx, startOfDay(span.zone, span.today));
  await history.close();
  await advanceAll(tx, span.today);
  await world.cases.desk.refresh();
  await unsafeMarkOldNoticesRead(tx, startOfDay(span.zone, addDays(span.today, -14)));
  await unsafeAnalyse(tx);
  await refreshAllPlanProgress(tx);
}

async function found(tx: Tx, passwordHash: string): Promise<World> {
  const zone = env.SHOUMI_ZONE;
  const today = dateIn(zone, await unsafeNow(tx));
  const span: Span = { zone, today, from: addMonths(today, -MONTHS) };
  const members = demonstrationRoster(span);
  await unsafeTravelTo(tx, startOfDay(zone, span.from));
  await unsafeInsertDemonstration(tx, baseRows(members, span, passwordHash));
  const clerks = {
    hr: memberOf(members, 'H0001'),
    office: memberOf(members, 'B0001'),
    colleague: memberOf(members, 'B0002'),
  };
  const history = new History(tx, span, clerks);
  const cases: CaseWorld = {
    tx,
    span,
    timeline: history.timeline,
    desk: new CaseDesk(tx, zone),
    offices: { ...clerks, leader: memberOf(members, 'L0001'), officers: officersOf(members, span) },
    posts: demonstrationPosts(members),
    unitId: unitIds(demonstrationUnits()),
    catchUp: () => history.catchUp(),
  };
  return { tx, span, members, history, cases, lessons: await unsafeLessons(tx), policies: await unsafePolicies(tx) };
}

/**
 * Fills an empty database with a fictional institute and eighteen months of its training, all of it by the product's own
 * rules: hours from credited heartbeats, grades from drawn and graded papers, completions and certificates from
 * `settlePlans`. One transaction: a crash leaves nothing, and the next start does it again. The same day gives the same
 * history. Needs the owner's address and loaded content.
 *
 * @returns the accounts to show, or null when the database is in use already.
 */
export async function seedDemonstration(
  options: { readonly onProgress?: (text: string) => void; readonly ownerUrl?: string } = {},
): Promise<Demonstration | null> {
  const onProgress = options.onProgress ?? (() => undefined);
  await ensureSigningKey();
  forgetBank();
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  const made = await asDemonstrationOwner(options.ownerUrl ?? env.DATABASE_OWNER_URL, async (tx) => {
    onProgress('人员与部门');
    const world = await found(tx, passwordHash);
    await live(world, onProgress);
    return true;
  });
  // Exposure was counted without what this transaction had not yet committed.
  forgetBank();
  return made ? { password: DEMONSTRATION_PASSWORD, accounts: DEMONSTRATION_ACCOUNTS } : null;
}
