import { Temporal } from 'temporal-polyfill';
import type { ViolationFact } from './facts.ts';
import { AUDIENCE, type Reminder, remindersOf } from './reminder.ts';
import { violationMark } from './thresholds.ts';
import { OUTGOING } from './wording.ts';

const DAY_MS = 24 * 3_600_000;

/** `2026-11-21 18:00` in a zone. */
function minuteIn(zone: string, instant: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/**
 * The 24-hour clock of a violation (实施条例 2024 第 61 条): 保密办 and 单位领导 are told on opening, 12 and 20 hours after
 * the discovery and when the time is over, of marks that passed unseen only the last; never the person concerned, and
 * nobody once it has been reported.
 */
export function violationReminders(fact: ViolationFact, now: Date, zone: string): Reminder[] {
  const mark = fact.isOpen ? violationMark(fact.discoveredAt, now) : null;
  if (mark === null) return [];
  const by = minuteIn(zone, new Date(fact.discoveredAt.getTime() + DAY_MS));
  const isPassed = mark === 24;
  return remindersOf({
    key: `violation:${fact.caseId}:hours-${mark}:${fact.discoveredAt.toISOString()}`,
    kind: 'violation',
    title: isPassed ? `违规情况（${fact.no}）已超过 24 小时上报时限` : `违规情况（${fact.no}）须于 ${by} 前上报`,
    body: isPassed ? '请立即上报，并登记上报情况。' : '请核实情况，按规定上报并登记。',
    href: `/cases/${fact.caseId}`,
    isUrgent: true,
    outgoing: isPassed ? OUTGOING.clockPassed(by) : OUTGOING.clock(by),
    audiences: [AUDIENCE.role('office'), AUDIENCE.role('leader')],
    exceptPersonId: fact.personId,
  });
}
