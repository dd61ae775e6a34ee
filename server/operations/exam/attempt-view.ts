import type { AttemptRow, PaperRow } from '#db/dal/attempts.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { AttemptItemView, AttemptView } from '#domain/assessment/attempt-view.ts';
import type { Blueprint } from '#domain/assessment/blueprint.ts';
import type { ItemBody } from '#domain/assessment/item.ts';
import { bankItem } from './bank.ts';

function ordered<T extends { id: string }>(options: readonly T[], order: readonly string[] | undefined): T[] {
  if (!order) return [...options];
  const byId = new Map(options.map((option) => [option.id, option]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

/** The item as this candidate sees it: the options in the order drawn for the attempt. */
export function shownBody(body: ItemBody, order: Readonly<Record<string, readonly string[]>>): ItemBody {
  if (body.type === 'single' || body.type === 'multiple') return { ...body, options: ordered(body.options, order['']) };
  if (body.type !== 'case') return body;
  return {
    ...body,
    parts: body.parts.map((part) =>
      part.type === 'boolean' ? part : { ...part, options: ordered(part.options, order[part.id]) },
    ),
  };
}

async function itemView(row: PaperRow): Promise<AttemptItemView> {
  const { body } = await bankItem(row.itemId, row.itemVersion);
  return {
    position: row.position,
    section: row.section,
    points: row.points,
    item: shownBody(body, row.optionOrder),
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
