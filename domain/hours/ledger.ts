/** How the minutes came about; a correction reverses minutes of the row it names. */
export type LedgerMode = 'online' | 'session' | 'visit' | 'paper' | 'correction';

/** What counting needs of a row of the hours ledger. Minutes are positive, of a correction negative. */
export type LedgerRow = {
  readonly id: string;
  readonly mode: LedgerMode;
  readonly minutes: number;
  readonly title: string;
  readonly lessonId: string | null;
  readonly topics: readonly string[];
  /** The row a correction reverses; null for all others. */
  readonly reversesId: string | null;
};

/** A row that is no correction, with what its corrections leave of it; never below 0. */
export type NetRow<Row extends LedgerRow = LedgerRow> = { readonly row: Row; readonly netMinutes: number };

/** Every row but the corrections, each net of the corrections that name it. A correction without its row takes nothing. */
export function netRows<Row extends LedgerRow>(rows: readonly Row[]): NetRow<Row>[] {
  const reversed = new Map<string, number>();
  for (const row of rows) {
    if (row.reversesId) reversed.set(row.reversesId, (reversed.get(row.reversesId) ?? 0) + row.minutes);
  }
  return rows
    .filter((row) => row.mode !== 'correction')
    .map((row) => ({ row, netMinutes: Math.max(0, row.minutes + (reversed.get(row.id) ?? 0)) }));
}

/** Minutes of a set of rows net of corrections. Rows and their corrections must be passed together. */
export function countMinutes(rows: readonly LedgerRow[]): number {
  return netRows(rows).reduce((sum, net) => sum + net.netMinutes, 0);
}

/** Rows without a topic are counted under this key. */
export const NO_TOPIC = '';

/**
 * Minutes of one row by its topics: divided equally in whole minutes, the remainder to the first, so that they add up to
 * the row's.
 */
export function topicShares(topics: readonly string[], minutes: number): Map<string, number> {
  const keys = topics.length > 0 ? [...new Set(topics)] : [NO_TOPIC];
  const each = Math.floor(minutes / keys.length);
  const remainder = minutes - each * keys.length;
  return new Map(keys.map((topic, i) => [topic, each + (i < remainder ? 1 : 0)]));
}

/** Net minutes by statutory topic (实施条例 2024 第 9 条); the topics add up to exactly `countMinutes`. */
export function byTopic(rows: readonly LedgerRow[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { row, netMinutes } of netRows(rows)) {
    for (const [topic, share] of topicShares(row.topics, netMinutes)) out.set(topic, (out.get(topic) ?? 0) + share);
  }
  return out;
}

function tenths(value: number): string {
  return `${Math.floor(value / 10)}.${value % 10}`;
}

/** Minutes as 学时 with one decimal, rounded down, so that a shortage never shows as reached. */
export function hoursText(minutes: number, minutesPerHour: number): string {
  return tenths(Math.floor((Math.max(0, minutes) * 10) / minutesPerHour));
}

/** Missing minutes as 学时 with one decimal, rounded up, so that a shortage never shows as 0.0. */
export function missingHoursText(minutes: number, minutesPerHour: number): string {
  return tenths(Math.ceil((Math.max(0, minutes) * 10) / minutesPerHour));
}
