import { type CaseRow, recordOf, type StepRow } from '#db/dal/cases.ts';
import type { Principal } from '#domain/access/principal.ts';
import { isClosed } from '#domain/certification/case/definitions.ts';
import type { CaseContext } from '#domain/certification/case/facts.ts';
import { endsOn, lastStep, roundOf, stateOf, stateSince } from '#domain/certification/case/fold.ts';
import { turnOf } from '#domain/certification/case/turn.ts';
import { addDays, dateIn } from '#domain/shared/dates.ts';

/** Who takes a step; null = the system. */
export type Actor = { readonly principal: Principal } | { readonly principal: null };

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
    dueOn: closed ? null : addDays(dateIn(context.zone, since), context.policy.stepDays),
    endsOn: endsOn(record),
    closedAt: closed ? lastStep(record).at : null,
  };
}
