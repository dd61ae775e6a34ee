import type { DemonstrationLesson } from '#db/dal/system-demonstration.ts';
import { addDays, type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { type Rng, rngFrom, shuffled } from '#domain/shared/rng.ts';
import {
  dateAt,
  earlierDate,
  examMinute,
  instantOf,
  laterDate,
  readingMinute,
  workdayFrom,
  workdayUntil,
} from './calendar.ts';
import { between } from './chance.ts';
import { type Intent, intentOf } from './intent.ts';
import { lessonsWorth } from './lessons-worth.ts';
import type { Plan } from './plans.ts';
import { type Reading, readLesson } from './reading.ts';
import type { Span } from './roster-types.ts';

/** One plan's work: readings in order and the day and minute of the first try at the exam. */
export type Schedule = {
  readonly readings: readonly { readonly lesson: DemonstrationLesson; readonly reading: Reading }[];
  readonly examAt: Date | null;
};

/** What the schedules of one person and year share. */
export type Diary = {
  /** Lessons that are read already. */
  readonly read: Set<string>;
  /** Days that are taken, with the minute from which something else may begin on them all the same. */
  readonly busy: Map<IsoDate, number>;
  /** Minutes of meetings attended up to the end of a day. */
  readonly meetingMinutes: (upTo: IsoDate) => number;
};

/** What a person has before them when they choose what to read. */
type Desk = {
  readonly lessons: ReadonlyMap<string, DemonstrationLesson>;
  readonly diary: Diary;
  /** The day by which they want to be done. */
  readonly upTo: IsoDate;
  readonly rng: Rng;
};
type Job = { readonly lesson: DemonstrationLesson; readonly share: number };

/** Longest time the entry and exit plans are worked at; a trip does not wait. */
const SHORT_PLAN_DAYS = 24;
/** Time kept free for an exam. */
const EXAM_MINUTES = 60;

function lastDayOf(plan: Plan): IsoDate {
  const yearEnd = workdayUntil(isoDate(`${plan.year}-12-31`));
  const { leftOn } = plan.member;
  const inPost = leftOn ? earlierDate(yearEnd, addDays(leftOn, -1)) : yearEnd;
  if (plan.kind === 'travel') return plan.dueOn;
  return plan.caseId !== null ? earlierDate(inPost, addDays(plan.assignedOn, SHORT_PLAN_DAYS)) : inPost;
}

/** All required lessons, electives as far as meetings do not give the hours, and some more out of interest. */
function wholePlan(plan: Plan, { lessons, diary, upTo, rng }: Desk): DemonstrationLesson[] {
  const meetings = diary.meetingMinutes(upTo);
  const of = (ids: readonly string[]) => ids.flatMap((id) => lessons.get(id) ?? []);
  const chosen = of(plan.policy.requiredLessons);
  let minutes = chosen.reduce((sum, lesson) => sum + lesson.plannedMinutes, meetings);
  let more = rng() < 0.3 ? between(rng, 1, 3) : 0;
  for (const lesson of shuffled(rng, of(plan.policy.electiveLessons))) {
    if (minutes >= plan.policy.requiredMinutes) more -= 1;
    if (more < 0) break;
    chosen.push(lesson);
    minutes += lesson.plannedMinutes;
  }
  return chosen;
}

function jobsFor(plan: Plan, intent: Intent, desk: Desk): Job[] {
  const { lessons, diary, upTo } = desk;
  const unread = (all: readonly DemonstrationLesson[]): Job[] =>
    all.filter((lesson) => !diary.read.has(lesson.lessonId)).map((lesson) => ({ lesson, share: 1 }));
  const whole = unread(wholePlan(plan, desk));
  switch (intent.kind) {
    case 'idle':
      return [];
    case 'finish':
      return whole;
    case 'part': {
      const count = Math.ceil(whole.length * intent.lessons);
      const next = whole[count];
      return [...whole.slice(0, count), ...(next ? [{ lesson: next.lesson, share: 0.55 }] : [])];
    }
    case 'minutes': {
      const offered = [...plan.policy.requiredLessons, ...plan.policy.electiveLessons].flatMap(
        (id) => lessons.get(id) ?? [],
      );
      const chosen = lessonsWorth(offered, intent.minutes - diary.meetingMinutes(upTo));
      const half = offered.find((lesson) => !chosen.includes(lesson));
      return [...unread(chosen), ...(half ? [{ lesson: half, share: 0.5 }] : [])];
    }
  }
}

/** The next working day from a day on that nothing stands on, but never after `last`. */
function freeDay(from: IsoDate, last: IsoDate, busy: ReadonlyMap<IsoDate, number>): IsoDate {
  let day = workdayFrom(from);
  while (busy.has(day) && day < last) day = workdayFrom(addDays(day, 1));
  return day > last ? last : day;
}

/** Groups lessons into sittings of one to three. */
function sittings(jobs: readonly Job[], rng: Rng): Job[][] {
  const out: Job[][] = [];
  for (let i = 0; i < jobs.length; ) {
    const size = between(rng, 1, 3);
    out.push(jobs.slice(i, i + size));
    i += size;
  }
  return out;
}

/** One sitting: lesson after lesson. Nothing that would lie after the history is read. */
function sit(group: readonly Job[], day: IsoDate, diary: Diary, span: Span, rng: Rng): Schedule['readings'] {
  const readings: { lesson: DemonstrationLesson; reading: Reading }[] = [];
  let minute = Math.max(readingMinute(rng), diary.busy.get(day) ?? 0);
  for (const job of group) {
    const reading = readLesson(job.lesson, instantOf(span.zone, day, minute), job.share, rng);
    minute += Math.ceil((reading.endedAt.getTime() - reading.startedAt.getTime()) / 60_000) + between(rng, 1, 6);
    if (day >= span.today) continue;
    readings.push({ lesson: job.lesson, reading });
    if (reading.isComplete) diary.read.add(job.lesson.lessonId);
  }
  diary.busy.set(day, minute);
  return readings;
}

/** Days and minutes for everything a person means to do about a plan; what would lie after the history is left out. */
export function scheduleOf(
  plan: Plan,
  shared: Diary,
  lessons: ReadonlyMap<string, DemonstrationLesson>,
  span: Span,
): Schedule {
  const rng = rngFrom(`jianglan:plan:${plan.member.employeeNo}:${plan.kind}:${plan.year}`);
  const intent = intentOf(plan, span, rng);
  // An event asks for its lessons anew; of meetings nobody knows yet whether one will fall into it.
  const diary = plan.caseId === null ? shared : { ...shared, read: new Set<string>(), meetingMinutes: () => 0 };
  const from = plan.assignedOn;
  const end = lastDayOf(plan);
  const yesterday = addDays(span.today, -1);
  // Half-way examples are half way today, however young or old the year is.
  const isToDate = intent.kind === 'part' || intent.kind === 'minutes';
  const until = isToDate ? earlierDate(end, yesterday) : end;
  if (until < from) return { readings: [], examAt: null };
  const share = intent.kind === 'minutes' ? 1 : intent.kind === 'idle' ? 0 : intent.at;
  const finish = dateAt(from, until, share);
  const start = dateAt(from, finish, intent.kind === 'finish' ? 0.15 + 0.6 * rng() : 0.35);
  const groups = sittings(jobsFor(plan, intent, { lessons, diary, upTo: finish, rng }), rng);
  const readings: { lesson: DemonstrationLesson; reading: Reading }[] = [];
  let day = start;
  groups.forEach((group, index) => {
    const wanted = dateAt(start, finish, (index + rng()) / Math.max(1, groups.length));
    day = freeDay(laterDate(wanted, day), until, diary.busy);
    readings.push(...sit(group, day, diary, span, rng));
  });
  if (intent.kind !== 'finish' || plan.policy.blueprintId === null) return { readings, examAt: null };
  const examDay = freeDay(addDays(laterDate(day, finish), groups.length > 0 ? 1 : 0), end, diary.busy);
  const minute = Math.max(examMinute(rng), diary.busy.get(examDay) ?? 0);
  diary.busy.set(examDay, minute + EXAM_MINUTES);
  return { readings, examAt: examDay < span.today ? instantOf(span.zone, examDay, minute) : null };
}
