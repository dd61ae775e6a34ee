export type Row = { readonly id: string; readonly text: string };

/** The rows as they stand for the person: in the order answered, else as the paper shows them. */
export function arranged(rows: readonly Row[], order: readonly string[]): readonly Row[] {
  if (order.length !== rows.length) return rows;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

/** The order after one row went up (−1) or down (1); at either end it stays. */
export function moved(rows: readonly Row[], id: string, by: -1 | 1): string[] {
  const ids = rows.map((row) => row.id);
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}

/** Takes the right side for a left one; an empty choice takes it back. */
export function paired(
  pairs: Readonly<Record<string, string>>,
  left: string,
  right: string,
): Readonly<Record<string, string>> {
  const rest = Object.entries(pairs).filter(([id]) => id !== left);
  return Object.fromEntries(right === '' ? rest : [...rest, [left, right]]);
}

export const letterAt = (index: number): string => String.fromCharCode(65 + index);
