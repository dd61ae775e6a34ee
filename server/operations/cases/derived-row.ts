import { type CaseRow, recordOf, type StepRow } from '#db/dal/cases.ts';
import type { Principal } from '#domain/access/principal.ts';
import { isClosed } from '#domain/certification/case/definitions.ts';
import type { CaseContext, CaseRecord } from '#domain/certification/case/facts.ts';
import { endsOn, lastStep, roundOf, stateOf, stateSince, violationDeadline } from '#domain/certification/case/fold.ts';
import { turnOf } from '#domain/certification/case/turn.ts';
import { addDays, dateIn, type IsoDate } from '#domain/shared/dates.ts';

/** Who takes a step; null = the system. */
export type Actor = { readonly principal: Principal } | { readonly principal: null };

/** A report of a violation has its 24 hours, learning the time its plan has, every other step the days of the policy. */
function dueDay(record: CaseRecord, state: string, context: CaseContext): IsoDate {
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
  return {
    state,
    version: steps.length,
    round: roundOf(record),
    turn: closed ? [] : turnOf(record),
    stateSince: since,
    dueOn: closed ? null : dueDay(record, state, context),
    endsOn: endsOn(record),
    closedAt: closed ? lastStep(record).at : null,
  };
}
