import { match } from 'ts-pattern';
import { CASE_KIND_LABEL, type CaseActor } from '../../certification/case/kinds.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { StepFact } from '../facts.ts';
import { AUDIENCE, type Audience, type Reminder, remindersOf } from '../reminder.ts';
import { waitsOver } from '../thresholds.ts';
import { OUTGOING } from '../wording.ts';
import type { ReminderRules } from './reminder-rules.ts';

const { person, unit, role } = AUDIENCE;

function awaited(actor: CaseActor, fact: StepFact): Audience[] {
  return match(actor)
    .with('subject', () => (fact.personId === null ? [] : [person(fact.personId)]))
    .with('unit', () => [unit(fact.unitId)])
    .with('hr', 'office', 'leader', (name) => [role(name)])
    .with('system', () => [])
    .exhaustive();
}

/** A step that waits longer than it should: everybody awaited, once each `stepDays` of one stay in a state. */
export function waitingStep(fact: StepFact, today: IsoDate, rules: ReminderRules): Reminder[] {
  const times = waitsOver(fact.since, rules.stepDays, today);
  if (times === 0) return [];
  return fact.turn.flatMap((actor) =>
    remindersOf({
      key: `step:${fact.caseId}@${fact.stay}:waiting-${times}:${fact.since}`,
      kind: 'step',
      title: `${CASE_KIND_LABEL[fact.caseKind]}（${fact.no}）等待您办理`,
      body: `自 ${fact.since} 起等待至今，已超过规定的 ${rules.stepDays} 天，请尽快办理。`,
      href: `/cases/${fact.caseId}`,
      isUrgent: true,
      outgoing: OUTGOING.waiting(fact.since),
      audiences: awaited(actor, fact),
      exceptPersonId: actor === 'subject' ? null : fact.personId,
      exceptAccountIds: fact.spoken,
    }),
  );
}
