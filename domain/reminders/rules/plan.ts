import { PLAN_LABEL } from '../../policy/plan-policy.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { PlanFact } from '../facts.ts';
import { AUDIENCE, type Reminder, remindersOf } from '../reminder.ts';
import { ESCALATE_DAYS, latestThreshold, overdueDays } from '../thresholds.ts';
import { OUTGOING } from '../wording.ts';

const { person, unit, role } = AUDIENCE;

function ahead({ assignmentId, personId, planKind, dueOn, reminderDays }: PlanFact, today: IsoDate): Reminder[] {
  const before = latestThreshold(dueOn, reminderDays, today);
  if (before === null) return [];
  return remindersOf({
    key: `plan:${assignmentId}:before-${before}:${dueOn}`,
    kind: 'plan',
    title: `请在 ${dueOn} 前完成${PLAN_LABEL[planKind]}`,
    body: '请打开首页查看还差什么，并尽快完成。',
    href: '/',
    isUrgent: false,
    outgoing: OUTGOING.due(dueOn),
    audiences: [person(personId)],
  });
}

/** For officers one notice about all people of one plan and date: the list behind it says who they are. */
function listed({ planKind, dueOn, unitId }: PlanFact, over: number): Reminder[] {
  const words = {
    kind: 'plan',
    body: '请打开人员名单查看，并督促完成。',
    href: `/hr/people?plan=${planKind}&status=overdue`,
    isUrgent: true,
    outgoing: OUTGOING.overdue(dueOn),
  } as const;
  const toUnit = remindersOf({
    ...words,
    key: `plan-unit:${planKind}:overdue:${dueOn}`,
    title: `${PLAN_LABEL[planKind]}已于 ${dueOn} 到期，您负责的部门还有人员没有达标`,
    audiences: [unit(unitId)],
  });
  if (over < ESCALATE_DAYS) return toUnit;
  const toHr = remindersOf({
    ...words,
    key: `plan-hr:${planKind}:overdue-${ESCALATE_DAYS}:${dueOn}`,
    title: `${PLAN_LABEL[planKind]}到期已满 ${ESCALATE_DAYS} 天，还有人员没有达标`,
    audiences: [role('hr')],
  });
  return [...toUnit, ...toHr];
}

/** A plan: the person by the days of its policy; when it is overdue the person and the unit, a week later 人事部门. */
export function plan(fact: PlanFact, today: IsoDate): Reminder[] {
  const { dueOn, planKind } = fact;
  const over = overdueDays(dueOn, today);
  if (over === null) return ahead(fact, today);
  const own = remindersOf({
    key: `plan:${fact.assignmentId}:overdue:${dueOn}`,
    kind: 'plan',
    title: `${PLAN_LABEL[planKind]}已于 ${dueOn} 到期`,
    body: '您还没有达标。请打开首页查看还差什么，并尽快完成。',
    href: '/',
    isUrgent: true,
    outgoing: OUTGOING.overdue(dueOn),
    audiences: [person(fact.personId)],
  });
  return [...own, ...listed(fact, over)];
}
