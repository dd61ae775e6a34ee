import { db } from '#db/client.ts';
import { findOwnAttempt, unsafeReadPaper } from '#db/dal/attempts.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ItemBody } from '#domain/assessment/item.ts';
import { fitsItem } from '#domain/assessment/respond.ts';
import type { Response } from '#domain/assessment/response.ts';
import { bankItem } from './bank.ts';

/** Papers never change, so their shapes can be kept; the oldest leaves when the limit is reached. */
const KEPT_MAX = 20_000;
const shapes = new Map<string, ReadonlyMap<number, ItemBody>>();

async function shapeOf(attemptId: string): Promise<ReadonlyMap<number, ItemBody>> {
  const kept = shapes.get(attemptId);
  if (kept) return kept;
  const rows = await unsafeReadPaper(db, attemptId);
  const entries = await Promise.all(
    rows.map(async (row) => [row.position, (await bankItem(row.itemId, row.itemVersion)).body] as const),
  );
  const shape = new Map(entries);
  if (shape.size > 0) keep(attemptId, shape);
  return shape;
}

function keep(attemptId: string, shape: ReadonlyMap<number, ItemBody>): void {
  const oldest = shapes.size >= KEPT_MAX ? shapes.keys().next().value : undefined;
  if (oldest !== undefined) shapes.delete(oldest);
  shapes.set(attemptId, shape);
}

/** Remembers a paper that was just drawn, so that its first save needs no look-up. */
export function rememberShape(attemptId: string, bodies: ReadonlyMap<number, ItemBody>): void {
  keep(attemptId, bodies);
}

/** False when the response cannot belong to the item at that position; null when there is no such position. */
export async function fitsPaper(attemptId: string, position: number, response: Response): Promise<boolean | null> {
  const body = (await shapeOf(attemptId)).get(position);
  return body ? fitsItem(body, response) : null;
}

export async function isOwnAttempt(principal: Principal, attemptId: string): Promise<boolean> {
  return (await findOwnAttempt(db, principal, attemptId)) !== null;
}
