import type { AttemptRow, PaperRow } from '#db/dal/attempts.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { AttemptItemView, AttemptView } from '#domain/assessment/attempt-view.ts';
import type { Blueprint } from '#domain/assessment/blueprint.ts';
import { inOrder } from '#domain/assessment/option-order.ts';
import { bankItem } from './bank.ts';

async function itemView(row: PaperRow): Promise<AttemptItemView> {
  const { body } = await bankItem(row.itemId, row.itemVersion);
  return {
    position: row.position,
    section: row.section,
    points: row.points,
    item: inOrder(body, row.optionOrder),
    response: row.response,
    seq: row.seq ?? 0,
  };
}

/** Builds the candidate's view. The items of a closed attempt are left out. */
export async function attemptView(
  principal: Principal,
  attempt: AttemptRow,
  blueprint: Blueprint,
  paper: readonly PaperRow[],
): Promise<AttemptView> {
  const isOpen = attempt.state === 'open';
  return {
    attemptId: attempt.id,
    examId: attempt.examId,
    title: attempt.examTitle,
    attemptNo: attempt.attemptNo,
    state: attempt.state,
    startedAt: attempt.startedAt.toISOString(),
    deadlineAt: attempt.deadlineAt.toISOString(),
    serverNow: attempt.serverNow.toISOString(),
    candidate: { name: principal.name, employeeNo: principal.employeeNo },
    heldElsewhere: isOpen && attempt.holderSessionId !== principal.sessionId,
    sections: blueprint.sections.map(({ id, title }) => ({ id, title })),
    passMark: blueprint.passMark,
    multipleRule: blueprint.multipleRule,
    items: isOpen ? await Promise.all(paper.map(itemView)) : [],
  };
}
