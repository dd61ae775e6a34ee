import { CLEARANCE_KINDS, type LifecyclePolicy } from '../../policy/lifecycle-policy.ts';
import { addDays, addMonths, dateIn, type IsoDate, isoDate } from '../../shared/dates.ts';
import type { CaseRecord, ClearanceItem, RecordedStep } from './facts.ts';

/** The state after the last step. @throws Error for a case without any: opening is the first. */
export function stateOf(record: CaseRecord): string {
  return lastStep(record).toState;
}

export function lastStep(record: CaseRecord): RecordedStep {
  const last = record.steps.at(-1);
  if (!last) throw new Error('a case has at least the step that opened it');
  return last;
}

export function openingOf(record: CaseRecord): RecordedStep {
  const first = record.steps[0];
  if (!first) throw new Error('a case has at least the step that opened it');
  return first;
}

/** The latest step of a name, in the current round when asked. */
export function latest(record: CaseRecord, event: string, round?: number): RecordedStep | null {
  return record.steps.findLast((step) => step.event === event && (round === undefined || step.round === round)) ?? null;
}

export function roundOf(record: CaseRecord): number {
  return lastStep(record).round;
}

/** Since when the case has been in its state: the step that entered it, not those that only recorded something. */
export function stateSince(record: CaseRecord): Date {
  const entered = record.steps.findLast((step) => step.fromState !== step.toState || step.seqNo === 1);
  return (entered ?? openingOf(record)).at;
}

/** 清退清单: the standard list of the policy on the day of approval, with what was added, and who confirmed what. */
export function clearanceOf(record: CaseRecord): ClearanceItem[] {
  const start = record.steps.find((step) => Array.isArray(step.payload.items));
  const given = (start?.payload.items ?? []) as { id: string; kind: string; label: string }[];
  const added = record.steps
    .filter((step) => step.event === 'add-item')
    .map((step) => ({ id: `x${step.seqNo}`, kind: String(step.payload.kind), label: String(step.payload.label) }));
  return [...given, ...added].map((item) => {
    const done = record.steps.find((step) => step.event === 'confirm-item' && step.payload.itemId === item.id);
    return { ...item, confirmedBy: done?.actorAccountId ?? null, confirmedAt: done?.at ?? null };
  });
}

/** The list a clearance starts with: one line for each thing the policy names. */
export function standardItems(policy: LifecyclePolicy): { id: string; kind: string; label: string }[] {
  return CLEARANCE_KINDS.flatMap((kind) =>
    policy.clearance[kind].map((label, index) => ({ id: `${kind}-${index + 1}`, kind, label })),
  );
}

export type CoolingOff = { readonly startsOn: IsoDate; readonly months: number; readonly endsOn: IsoDate };

/**
 * The 脱密期 as confirmed, with its extensions: from the day given for `months` months, the last day included (twelve
 * months from 21 November end with 20 November).
 */
export function coolingOffOf(record: CaseRecord): CoolingOff | null {
  const confirmed = record.steps.findLast((step) => step.event === 'confirm-period');
  if (!confirmed) return null;
  const proposed = record.steps.findLast((step) => step.event === 'propose-period' && step.seqNo < confirmed.seqNo);
  if (!proposed) return null;
  const startsOn = isoDate(String(proposed.payload.startsOn));
  const extended = record.steps
    .filter((step) => step.event === 'confirm-extension')
    .map((step) => record.steps.findLast((one) => one.event === 'propose-extension' && one.seqNo < step.seqNo));
  const months =
    Number(proposed.payload.months) + extended.reduce((sum, step) => sum + Number(step?.payload.months ?? 0), 0);
  return { startsOn, months, endsOn: addDays(addMonths(startsOn, months), -1) };
}

/** The last day a case runs to, for lists and jobs: of the 脱密期 or of the trip. */
export function endsOn(record: CaseRecord): IsoDate | null {
  if (record.kind === 'exit') return coolingOffOf(record)?.endsOn ?? null;
  if (record.kind === 'travel') return isoDate(String(openingOf(record).payload.returnOn));
  return null;
}

/** True when a proposal (extension) waits for its answer. */
export function isPending(record: CaseRecord, proposal: string, answers: readonly string[]): boolean {
  const asked = latest(record, proposal);
  if (!asked) return false;
  return !record.steps.some((step) => answers.includes(step.event) && step.seqNo > asked.seqNo);
}

/** The instant by which a discovered leak must have reached the authority: 24 hours (实施条例 2024 第 61 条). */
export function violationDeadline(record: CaseRecord): Date {
  return new Date(new Date(String(openingOf(record).payload.discoveredAt)).getTime() + 24 * 3_600_000);
}

/** The calendar day of a step in the organisation's zone. */
export function dayOf(step: RecordedStep, zone: string): IsoDate {
  return dateIn(zone, step.at);
}
