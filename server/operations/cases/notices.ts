import type { Tx } from '#db/client.ts';
import type { CaseRow, StepRow } from '#db/dal/cases.ts';
import { recordOf } from '#db/dal/cases.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import { CASE_DEFINITIONS } from '#domain/certification/case/definitions.ts';
import { stateOf } from '#domain/certification/case/fold.ts';
import { CASE_KIND_LABEL } from '#domain/certification/case/kinds.ts';

/** Tells the person concerned where the case stands, once for each state it enters. */
export async function tellSubject(tx: Tx, row: CaseRow, steps: readonly StepRow[]): Promise<void> {
  const last = steps.at(-1);
  if (!row.personId || !last || row.kind === 'violation') return;
  const entered = steps.findLast((step) => step.fromState !== step.toState || step.seqNo === 1) ?? last;
  const state = stateOf(recordOf(row, steps));
  const definition = CASE_DEFINITIONS[row.kind].states[state];
  if (!definition) return;
  await unsafeNotify(tx, {
    personId: row.personId,
    dedupeKey: `case:${row.id}:${entered.seqNo}`,
    title: `${CASE_KIND_LABEL[row.kind]}（${row.no}）：${definition.label}`,
    body: definition.expects,
    href: `/cases/${row.id}`,
  });
}
