import { randomBytes } from 'node:crypto';
import { type Tx, transaction } from '#db/client.ts';
import { findOwnAttempt, unsafeReadPaper } from '#db/dal/attempts.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { type ExamRow, findExam, insertAttempt, listOwnAttempts, lockStart } from '#db/dal/exams.ts';
import { unsafeSeenBy } from '#db/dal/items.ts';
import type { Principal } from '#domain/access/principal.ts';
import { assemblePaper, type Paper } from '#domain/assessment/assemble.ts';
import { deadlineFor } from '#domain/assessment/attempt-state.ts';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { attemptView } from './attempt-view.ts';
import { bankItem, examPool, noteExposure, warmBank } from './bank.ts';
import { countingAttempts, missingLessons, startDecision } from './list-exams.ts';
import { rememberShape } from './paper-shapes.ts';

type Person = Principal & { personId: string };
type Drawn = { paper: Paper; seed: string; bankHash: string };

/** Seed, bank and blueprint version are stored, so that the paper can be drawn again years later. */
async function draw(tx: Tx, principal: Person, exam: ExamRow): Promise<Result<Drawn>> {
  const seed = randomBytes(16).toString('hex');
  const { cards, bankHash } = await examPool(await unsafeSeenBy(tx, principal.personId));
  const paper = assemblePaper(exam.blueprint, cards, seed);
  return paper.ok ? ok({ paper: paper.value, seed, bankHash }) : paper;
}

async function startIn(tx: Tx, principal: Person, examId: string): Promise<Result<string>> {
  await lockStart(tx, principal, examId);
  const exam = await findExam(tx, principal, examId);
  if (!exam) return fail('NOT_FOUND');
  const attempts = await listOwnAttempts(tx, principal, [exam.planKind]);
  const missing = await missingLessons(tx, principal, exam);
  const decision = startDecision(exam, countingAttempts(exam, attempts), missing);
  if (!decision.ok) return decision;
  const drawn = await draw(tx, principal, exam);
  if (!drawn.ok) return drawn;
  const { paper, seed, bankHash } = drawn.value;
  const atThisExam = attempts.filter((attempt) => attempt.examId === examId);
  const attemptNo = Math.max(0, ...atThisExam.map((attempt) => attempt.no)) + 1;
  const attemptId = await insertAttempt(tx, principal, {
    examId,
    attemptNo,
    seed,
    bankHash,
    startedAt: exam.serverNow,
    deadlineAt: deadlineFor(exam.serverNow, exam.blueprint.durationSeconds, 0, exam.closesAt),
    paper: paper.items,
  });
  await recordAudit(tx, principal, {
    action: 'exam.start',
    subjectType: 'attempt',
    subjectId: attemptId,
    detail: { examId, attemptNo },
  });
  return ok(attemptId);
}

/**
 * Starts an attempt: eligibility, draw and paper in one transaction, serialised for the person and exam, so that the
 * limit holds under any number of parallel starts.
 *
 * @returns the paper without keys, or the code of what blocks the start (see `canStart`), BLUEPRINT_SHORTAGE, NOT_FOUND.
 */
export async function startAttempt(principal: Principal, examId: string): Promise<Result<AttemptView>> {
  const { personId } = principal;
  if (personId === null) return fail('NOT_ASSIGNED');
  const person: Person = { ...principal, personId };
  await warmBank();
  return transaction(async (tx) => {
    const started = await startIn(tx, person, examId);
    if (!started.ok) return started;
    const attempt = await findOwnAttempt(tx, person, started.value);
    const exam = await findExam(tx, person, examId);
    if (!attempt || !exam) throw new Error('an attempt just started must be there');
    const rows = await unsafeReadPaper(tx, attempt.id);
    await noteExposure(rows.map((row) => row.itemId));
    const bodies = await Promise.all(
      rows.map(async (row) => [row.position, (await bankItem(row.itemId, row.itemVersion)).body] as const),
    );
    rememberShape(attempt.id, new Map(bodies));
    return ok(await attemptView(person, attempt, exam.blueprint, rows));
  });
}
