/** One candidate on one item: marks earned there and on the whole paper, in points. */
export type ItemMark = { readonly mark: number; readonly total: number };

export type ItemStatistics = {
  readonly candidates: number;
  /** Mean mark ÷ maximum, 0–1; the higher the easier. */
  readonly facility: number | null;
  /** Of the marks as a share of the maximum, 0–0.5 or so. */
  readonly standardDeviation: number | null;
  /** −100…100: correlation of the item with the rest of the paper. */
  readonly discriminationIndex: number | null;
  /** Up to 100: covariance with the rest as a share of what these marks could reach at best. */
  readonly discriminativeEfficiency: number | null;
  /** −1…1: correlation of the item with the whole paper, the item included. */
  readonly pointBiserial: number | null;
};

/** Differences below this are rounding, not spread. */
const EPSILON = 1e-12;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample covariance, divisor n − 1. */
function covariance(xs: readonly number[], ys: readonly number[]): number {
  const [meanX, meanY] = [mean(xs), mean(ys)];
  return xs.reduce((sum, x, i) => sum + (x - meanX) * ((ys[i] as number) - meanY), 0) / (xs.length - 1);
}

function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  const spread = covariance(xs, xs) * covariance(ys, ys);
  return spread > EPSILON ? covariance(xs, ys) / Math.sqrt(spread) : null;
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/**
 * Classical statistics of an item, as Moodle's quiz report defines them: facility = mean ÷ maximum; discrimination index
 * = 100·cov(mark, rest)/√(var·var) with rest = total − mark; discriminative efficiency = 100·cov/cov_max, cov_max from
 * both lists sorted; variances use n − 1. A value that is not defined (fewer than two candidates, no spread) is null.
 */
export function itemStatistics(rows: readonly ItemMark[], maxMark: number): ItemStatistics {
  const candidates = rows.length;
  const marks = rows.map((row) => row.mark);
  const facility = candidates > 0 && maxMark > 0 ? mean(marks) / maxMark : null;
  if (candidates < 2) {
    return {
      candidates,
      facility,
      standardDeviation: null,
      discriminationIndex: null,
      discriminativeEfficiency: null,
      pointBiserial: null,
    };
  }
  const rest = rows.map((row) => row.total - row.mark);
  const index = correlation(marks, rest);
  const best = covariance(ascending(marks), ascending(rest));
  return {
    candidates,
    facility,
    standardDeviation: maxMark > 0 ? Math.sqrt(covariance(marks, marks)) / maxMark : null,
    discriminationIndex: index === null ? null : 100 * index,
    discriminativeEfficiency: best > EPSILON ? (100 * covariance(marks, rest)) / best : null,
    pointBiserial: correlation(
      marks,
      rows.map((row) => row.total),
    ),
  };
}

/**
 * Cronbach's alpha, k/(k−1) · (1 − Σ item variance / variance of totals); for marks of 0 and 1 it is KR-20. One row a
 * candidate, one column an item of the same paper. Null for fewer than two candidates or items, or totals without spread.
 */
export function reliability(marks: readonly (readonly number[])[]): number | null {
  const items = marks[0]?.length ?? 0;
  if (marks.length < 2 || items < 2) return null;
  if (marks.some((row) => row.length !== items)) throw new RangeError('every candidate needs a mark for every item');
  const totals = marks.map((row) => row.reduce((sum, mark) => sum + mark, 0));
  const spread = covariance(totals, totals);
  if (spread <= EPSILON) return null;
  let ofItems = 0;
  for (let i = 0; i < items; i += 1) {
    const column = marks.map((row) => row[i] as number);
    ofItems += covariance(column, column);
  }
  return (items / (items - 1)) * (1 - ofItems / spread);
}

/** Which options one candidate chose on a choice item, and the total on the paper. */
export type ChoiceRow = { readonly chosen: readonly string[]; readonly total: number };
export type DistractorRow = {
  readonly optionId: string;
  readonly isCorrect: boolean;
  readonly chosen: number;
  /** Of all candidates, 0–1. */
  readonly share: number;
  /** Of the strongest and the weakest 27 %, 0–1; a good distractor draws more of the weak. */
  readonly upperShare: number;
  readonly lowerShare: number;
  /** Mean total of those who chose it; null when no one did. */
  readonly meanTotal: number | null;
  /** Fewer than 5 % of at least 20 candidates took this wrong option: it does no work. */
  readonly isIdle: boolean;
};

const GROUP_SHARE = 0.27;
const IDLE_SHARE = 0.05;
const IDLE_CANDIDATES = 20;

function shareChoosing(rows: readonly ChoiceRow[], optionId: string): number {
  return rows.length > 0 ? rows.filter((row) => row.chosen.includes(optionId)).length / rows.length : 0;
}

/** How each option draws candidates. Candidates tied at the edge of a group all belong to it, so row order never matters. */
export function distractorTable(
  rows: readonly ChoiceRow[],
  optionIds: readonly string[],
  correct: readonly string[],
): DistractorRow[] {
  const totals = ascending(rows.map((row) => row.total));
  const size = Math.ceil(rows.length * GROUP_SHARE);
  const low = totals[size - 1] ?? 0;
  const high = totals[totals.length - size] ?? 0;
  const lower = rows.filter((row) => row.total <= low);
  const upper = rows.filter((row) => row.total >= high);
  return optionIds.map((optionId) => {
    const takers = rows.filter((row) => row.chosen.includes(optionId));
    const share = shareChoosing(rows, optionId);
    const isCorrect = correct.includes(optionId);
    return {
      optionId,
      isCorrect,
      chosen: takers.length,
      share,
      upperShare: shareChoosing(upper, optionId),
      lowerShare: shareChoosing(lower, optionId),
      meanTotal: takers.length > 0 ? mean(takers.map((row) => row.total)) : null,
      isIdle: !isCorrect && rows.length >= IDLE_CANDIDATES && share < IDLE_SHARE,
    };
  });
}
