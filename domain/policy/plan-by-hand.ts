import { z } from 'zod';
import { PERSON_FLAGS } from '../people/types.ts';
import { addDays, daysBetween, GivenDate, type IsoDate, isoDate } from '../shared/dates.ts';
import type { PlanKind, PlanPolicy } from './plan-policy.ts';
import { dueOn } from './plan-year.ts';

/** Kinds 人事 or 保密办 give by hand: topics of a year, and the occasion of a meeting. */
export const HAND_PLAN_KINDS = [
  'annual-leader',
  'annual-officer',
  'classifier',
  'meeting',
] as const satisfies PlanKind[];
export type HandPlanKind = (typeof HAND_PLAN_KINDS)[number];

/** Most people one step gives a plan to. */
export const MAX_BY_HAND = 500;

const personIds = z.array(z.guid()).min(1, '请至少选择一人。').max(MAX_BY_HAND, `一次最多 ${MAX_BY_HAND} 人。`);

/** Whom a plan is for: people by name, or everybody of a unit with all below it, of a flag, or of both. */
export const HandTarget = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('people'), personIds }),
  z
    .strictObject({ by: z.literal('group'), unitId: z.guid().nullable(), flag: z.enum(PERSON_FLAGS).nullable() })
    .refine((group) => group.unitId !== null || group.flag !== null, { message: '请选择单位或身份。' }),
]);
export type HandTarget = z.infer<typeof HandTarget>;

const reason = z.string().trim().min(4, '请写明原因，至少 4 个字。').max(200, '请写在 200 字以内。');

/** The meeting people are to be prepared for; of other kinds null. */
export const Meeting = z.strictObject({
  title: z.string().trim().min(2, '请填写会议名称，至少 2 个字。').max(60, '请写在 60 字以内。'),
  heldOn: GivenDate,
});
export type Meeting = z.infer<typeof Meeting>;

/** What is carried out: exactly the people the preview named. */
export const HandAssignment = z
  .strictObject({
    planKind: z.enum(HAND_PLAN_KINDS),
    personIds,
    reason,
    meeting: Meeting.nullable(),
    /** From the preview, so that the same step taken twice gives one plan. Of a meeting; null otherwise. */
    occasionId: z.guid().nullable(),
  })
  .refine((form) => (form.planKind === 'meeting') === (form.meeting !== null && form.occasionId !== null), {
    path: ['meeting'],
    message: '请填写会议名称和日期。',
  });
export type HandAssignment = z.infer<typeof HandAssignment>;

/** Why a plan is taken back. */
export const TakeBack = z.strictObject({ comment: z.string().trim().min(2).max(200) });

/** What stands between a person and the plan: nothing, an unfinished one, a finished one, one that ended. */
export type Held = 'none' | 'open' | 'done' | 'ended';

export const HELD_LABEL: Readonly<Record<Held, string>> = {
  none: '将列入',
  open: '已在计划中',
  done: '已达标',
  ended: '曾列入，将恢复',
};

export type HandPerson = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly held: Held;
};

export type HandPreview = {
  readonly people: readonly HandPerson[];
  /** How many would get the plan, and how many have it or are done with it. */
  readonly fresh: number;
  readonly already: number;
  readonly dueOn: IsoDate;
  readonly occasionId: string | null;
};

export type HandDone = { readonly assigned: number; readonly resumed: number; readonly already: number };

/** A plan given by hand, as the list of them shows it. */
export type HandPlanRow = {
  readonly assignmentId: string;
  readonly personId: string;
  readonly personName: string;
  readonly employeeNo: string;
  readonly unitName: string;
  readonly planKind: HandPlanKind;
  readonly trainingYear: number;
  readonly dueOn: string;
  readonly reason: string;
  readonly assignedByName: string | null;
  readonly assignedOn: string;
  readonly state: 'open' | 'done' | 'ended' | 'exempt';
};

/** The reason as it is kept, with the meeting in front. */
export function keptReason(text: string, meeting: Meeting | null): string {
  return meeting === null ? text : `${meeting.title}（${meeting.heldOn}）：${text}`;
}

/**
 * Last day of a topic plan given by hand: as the rule says, but where that day is over, as many days from today as the
 * rule gives an event, within the year. Nobody is overdue the moment a plan is given.
 */
export function handDueOn(policy: Pick<PlanPolicy, 'dueMonthDay' | 'dueDays'>, year: number, today: IsoDate): IsoDate {
  const due = dueOn(policy, year);
  if (due >= today) return due;
  const later = addDays(today, policy.dueDays);
  const end = isoDate(`${year}-12-31`);
  return daysBetween(later, end) >= 0 ? later : end;
}
