import type { Tx } from '#db/client.ts';
import { recordAudit, unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import {
  type CaseRow,
  recordOf,
  type StepRow,
  unsafeInsertStep,
  unsafeSteps,
  unsafeUpdateCase,
} from '#db/dal/cases.ts';
import { automaticMove, type Move } from '#domain/certification/case/decide.ts';
import type { CaseContext } from '#domain/certification/case/facts.ts';
import { standardItems } from '#domain/certification/case/fold.ts';
import { ok, type Result } from '#domain/shared/result.ts';
import { endEventPlans } from '../plans/assign-event.ts';
import { caseContext } from './context.ts';
import { type Actor, derivedRow } from './derived-row.ts';
import { carryOut } from './effects.ts';
import { tellSubject } from './notices.ts';
import { writePaper } from './papers.ts';

/** What the server adds to the given values: the list a clearance starts with. */
function serverValues(move: Move, context: CaseContext): Record<string, unknown> {
  return move.step.event === 'approve-exit' ? { items: standardItems(context.policy) } : {};
}

async function recordOne(
  tx: Tx,
  row: CaseRow,
  move: Move,
  actor: Actor,
  context: CaseContext,
  count: number,
): Promise<StepRow> {
  const { principal } = actor;
  const step = await unsafeInsertStep(tx, {
    caseId: row.id,
    seqNo: count + 1,
    round: move.round,
    event: move.step.event,
    fromState: move.fromState,
    toState: move.toState,
    actorRole: move.actorRole,
    actorAccountId: principal?.accountId ?? null,
    actorPersonId: principal?.personId ?? null,
    actorName: principal ? `${principal.name}（${principal.employeeNo}）` : '系统',
    subjectPersonId: row.personId,
    isOpinion: move.isOpinion,
    opinion: move.opinion,
    payload: { ...move.payload, ...serverValues(move, context) },
    requestId: principal?.requestId ?? '',
  });
  const entry = {
    action: 'case.step',
    subjectType: 'case',
    subjectId: row.id,
    detail: { no: row.no, kind: row.kind, event: move.step.event, toState: move.toState, opinion: move.opinion ?? '' },
  };
  if (principal) await recordAudit(tx, principal, entry);
  else await unsafeRecordSystemAudit(tx, '系统（流程）', entry);
  return step;
}

/**
 * Records a move with everything that follows from it – effects, papers, notices, audit – and then whatever the system
 * does by itself, all in the transaction of the caller, who holds the case and the person.
 * @returns the code of an effect that cannot be carried out; the caller must then roll back.
 */
export async function recordMove(
  tx: Tx,
  row: CaseRow,
  first: Move,
  actor: Actor,
  given: CaseContext,
): Promise<Result<StepRow[]>> {
  let steps = await unsafeSteps(tx, row.id);
  let move: Move | null = first;
  let by = actor;
  let context = given;
  while (move) {
    const step = await recordOne(tx, row, move, by, context, steps.length);
    steps = [...steps, step];
    const done = await carryOut(tx, { row, step, effects: move.step.effects ?? [], actor: by, context });
    if (!done.ok) return done;
    if (move.step.paper) await writePaper(tx, { row, steps, step, paper: move.step.paper, zone: context.zone });
    // Effects may have changed what the guards look at: the plan, the post, other cases.
    context = await caseContext(tx, row, { principal: null, passwordConfirmed: false });
    move = automaticMove(recordOf(row, steps), context);
    by = { principal: null };
  }
  const derived = derivedRow(row, steps, context);
  await unsafeUpdateCase(tx, row.id, derived);
  // What a case no longer asks for is owed no more: refused, withdrawn, cancelled.
  if (derived.closedAt) await endEventPlans(tx, row.id, `${row.no}已办结`);
  await tellSubject(tx, row, steps);
  return ok(steps);
}

/** Takes the steps the system owes a case now; none when nothing has come true. */
export async function advance(tx: Tx, row: CaseRow): Promise<boolean> {
  const context = await caseContext(tx, row, { principal: null, passwordConfirmed: false });
  const move = automaticMove(recordOf(row, await unsafeSteps(tx, row.id)), context);
  if (!move) return false;
  const done = await recordMove(tx, row, move, { principal: null }, context);
  if (!done.ok) throw new Error(`case ${row.no} could not be advanced: ${done.error.code}`);
  return true;
}
