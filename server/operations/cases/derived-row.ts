import { type CaseRow, recordOf, type StepRow } from '#db/dal/cases.ts';
import type { Principal } from '#domain/access/principal.ts';
import { isClosed } from '#domain/certification/case/definitions.ts';
import type { CaseContext, CaseRecord } from '#domain/certification/case/facts.ts';
import { endsOn, lastStep, roundOf, stateOf, stateSince, violationDeadline } from '#domain/certification/case/fold.ts';
import { turnOf } from '#domain/certification/case/turn.ts';
import { addDays, dateIn, type IsoDate } from '#domain/shared/dates.ts';

/** Who takes a step; null = the system. */
export type Actor = { readonly principal: Principal } | { readonly principal: null };

/**
 * A report of a violation has its 24 hours, learning the time its plan has, the report of a trip its days from the
 * planned return, every other step the days of the policy.
 */
function dueDay(record: CaseRecord, state: string, context: CaseContext): IsoDate {
  const returnOn = record.kind === 'travel' && state === 'cleared' ? endsOn(record) : null;
  if (returnOn) return addDays(returnOn, context.policy.travelReturnDays);
  if (record.kind === 'violation' && state === 'discovered') return dateIn(context.zone, violationDeadline(record));
  const isLearning = state === 'training' || state === 'exam' || state === 'education';
  if (isLearning && context.plan.dueOn) return context.plan.dueOn;
  return addDays(dateIn(context.zone, stateSince(record)), context.policy.stepDays);
}

/** The row that `cases` keeps for lists, from the steps alone. */
export function derivedRow(
  row: Pick<CaseRow, 'kind' | 'personId' | 'level'>,
  steps: readonly StepRow[],
  context: CaseContext,
) {
  const record = recordOf(row, steps);
  const state = stateOf(record);
  const since = stateSince(record);
  const closed = isClosed(row.kind, state);
  const turn = closed ? [] : turnOf(record);
  return {
    state,
    version: steps.length,
    round: roundOf(record),
    turn,
    stateSince: since,
    // A day to act by is somebody's: a 脱密期 that runs has its last day alone.
    dueOn: turn.length === 0 ? null : dueDay(record, state, context),
    endsOn: endsOn(record),
    closedAt: closed ? lastStep(record).at : null,
  };
}
