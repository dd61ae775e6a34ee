/** Plans assigned and completed by month of the training year: 0 before it, 13 after it, null = not completed. */
export type MonthCell = { readonly assigned: number; readonly done: number | null; readonly count: number };

export type MonthPoint = { readonly month: number; readonly done: number; readonly total: number };

/** Completed and assigned plans at the end of each month up to `last` (0 to 12). */
export function monthPoints(cells: readonly MonthCell[], last: number): MonthPoint[] {
  return Array.from({ length: last }, (_, index) => {
    const month = index + 1;
    const sum = (fits: (cell: MonthCell) => boolean) =>
      cells.filter(fits).reduce((total, cell) => total + cell.count, 0);
    return {
      month,
      done: sum((cell) => cell.done !== null && cell.done <= month),
      total: sum((cell) => cell.assigned <= month),
    };
  });
}

/** Last day of a month, `YYYY-MM-DD`. */
export function monthEnd(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

export type HoursBin = {
  readonly from: number /** Null for the last bin, which is open. */;
  readonly to: number | null;
  readonly count: number;
};

const SHORT_YEAR_TENTHS = 50;
const LONG_YEAR_TENTHS = 100;
const MIN_BINS = 6;

/** Width of a bin in halves of a 学时: 0.5 up to 5 required 学时, 1 up to 10, then 2. */
function binWidth(requiredTenths: number): number {
  if (requiredTenths <= SHORT_YEAR_TENTHS) return 1;
  return requiredTenths <= LONG_YEAR_TENTHS ? 2 : 4;
}

/**
 * Bins of 学时 from counts by half 学时 (`capHalves` holds everything above it), reaching half as far again as the
 * required hours; the last bin is open, so that the counts add up to all of them.
 */
export function hoursBins(byHalf: ReadonlyMap<number, number>, requiredTenths: number, capHalves: number): HoursBin[] {
  const width = binWidth(requiredTenths);
  const wanted = Math.max(MIN_BINS, Math.ceil((requiredTenths * 0.3) / width));
  const bins = Math.min(wanted, Math.floor(capHalves / width));
  const counts = new Array<number>(bins + 1).fill(0);
  for (const [half, count] of byHalf) {
    const index = Math.min(bins, Math.floor(half / width));
    counts[index] = (counts[index] ?? 0) + count;
  }
  return counts.map((count, index) => ({
    from: (index * width) / 2,
    to: index === bins ? null : ((index + 1) * width) / 2,
    count,
  }));
}
