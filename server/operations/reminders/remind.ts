import { db, transaction } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { readOrganisationNow } from '#db/dal/org-clock.ts';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import {
  unsafeCertificateFacts,
  unsafeCoolingOffFacts,
  unsafePlanFacts,
  unsafePostFacts,
  unsafeReviewFacts,
  unsafeStepFacts,
  unsafeTripFacts,
  unsafeViolationFacts,
  unsafeVisitFacts,
} from '#db/dal/system-reminders.ts';
import { unsafeDeskHolders, unsafeTell } from '#db/dal/system-tell.ts';
import { dueReminders } from '#domain/reminders/decide.ts';
import type { ReminderFact } from '#domain/reminders/facts.ts';
import type { Reminder } from '#domain/reminders/reminder.ts';
import type { ReminderRules } from '#domain/reminders/rules/reminder-rules.ts';
import { violationReminders } from '#domain/reminders/violation-clock.ts';
import { type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { openChannels } from './channels.ts';
import { type Desks, desksOf, tellingsOf } from './recipients.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';
const PLANS_PER_TURN = 2_000;
const TOLD_PER_TRANSACTION = 300;

/** Tells in transactions of bounded size. @returns how many recipients were told something new. */
async function tell(reminders: readonly Reminder[], desks: Desks): Promise<number> {
  const tellings = tellingsOf(reminders, desks);
  const channels = openChannels();
  let told = 0;
  for (let at = 0; at < tellings.length; at += TOLD_PER_TRANSACTION) {
    const some = tellings.slice(at, at + TOLD_PER_TRANSACTION);
    told += await transaction((tx) => unsafeTell(tx, some, channels));
  }
  return told;
}

type Day = { readonly today: IsoDate; readonly rules: ReminderRules; readonly desks: Desks };

function tellOf(facts: readonly ReminderFact[], { today, rules, desks }: Day): Promise<number> {
  return tell(
    facts.flatMap((fact) => dueReminders(fact, today, rules)),
    desks,
  );
}

async function tellOfPlans(day: Day): Promise<number> {
  let told = 0;
  for (let after = FIRST; ; ) {
    const facts = await unsafePlanFacts(db, after, PLANS_PER_TURN);
    told += await tellOf(facts, day);
    const last = facts.at(-1);
    if (!last || facts.length < PLANS_PER_TURN) return told;
    after = last.assignmentId;
  }
}

/**
 * Reminds of everything that goes by calendar dates. Safe at any time, twice at once and on any number of instances:
 * whoever has been told a key is told nothing again, and after a pause only the latest of what was missed is told.
 * @returns how many recipients were told something now.
 */
export async function remindByDays(): Promise<number> {
  const { today: text } = await readOrganisationNow(db);
  const today = isoDate(text);
  const policy = await lifecyclePolicyOn(db, today);
  const day: Day = { today, rules: policy, desks: desksOf(await unsafeDeskHolders(db)) };
  let told = await tellOfPlans(day);
  for (const facts of [
    await unsafeStepFacts(db),
    await unsafeReviewFacts(db, policy.reviewMonths),
    await unsafeCertificateFacts(db),
    await unsafeCoolingOffFacts(db),
    await unsafeTripFacts(db),
    await unsafeVisitFacts(db),
    await unsafePostFacts(db),
  ])
    told += await tellOf(facts, day);
  return told;
}

/** The same for what goes by the hour: violations that must be reported within 24 hours. */
export async function remindByHours(): Promise<number> {
  const facts = await unsafeViolationFacts(db);
  if (facts.length === 0) return 0;
  const now = await unsafeNow(db);
  const { zone } = await readOrganisationNow(db);
  const reminders = facts.flatMap((fact) => violationReminders(fact, now, zone));
  return tell(reminders, desksOf(await unsafeDeskHolders(db)));
}
