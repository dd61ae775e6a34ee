import { match } from 'ts-pattern';
import type { IsoDate } from '../shared/dates.ts';
import type { ReminderFact } from './facts.ts';
import type { Reminder } from './reminder.ts';
import { post, visit } from './rules/desk-dates.ts';
import { certificate, coolingOff, review, trip } from './rules/person-dates.ts';
import { plan } from './rules/plan.ts';
import type { ReminderRules } from './rules/reminder-rules.ts';
import { waitingStep } from './rules/waiting-step.ts';

/**
 * Who is due to be told what today about one fact. The key is the same on every run for which the same is due, so that
 * whoever remembers the keys told never tells one twice; while a date has not come or a threshold passed unseen, only
 * the latest one is due. A fact that is done, ended, exempt or closed reminds nobody.
 *
 * Source: the rules of the organisation (`reminderDays` of the plan's policy and of the life-cycle, `stepDays`,
 * `visitMonths`, `travelReturnDays`).
 */
export function dueReminders(fact: ReminderFact, today: IsoDate, rules: ReminderRules): Reminder[] {
  if (!fact.isOpen) return [];
  return match(fact)
    .with({ kind: 'plan' }, (one) => plan(one, today))
    .with({ kind: 'step' }, (one) => waitingStep(one, today, rules))
    .with({ kind: 'review' }, (one) => review(one, today, rules))
    .with({ kind: 'certificate' }, (one) => certificate(one, today, rules))
    .with({ kind: 'cooling-off' }, (one) => coolingOff(one, today, rules))
    .with({ kind: 'trip' }, (one) => trip(one, today, rules))
    .with({ kind: 'visit' }, (one) => visit(one, today, rules))
    .with({ kind: 'post' }, (one) => post(one, today))
    .exhaustive();
}
