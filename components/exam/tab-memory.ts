/** What this tab remembers of a sitting besides answers: marks and the place. Never sent; gone with the tab. */
const keyOf = (attemptId: string, what: string) => `shoumi-exam-${attemptId}-${what}`;
const KINDS = ['marks', 'place'] as const;
type Kind = (typeof KINDS)[number];

/** @returns numbers only, whatever stands there; none when the browser keeps nothing. */
export function recall(attemptId: string, what: Kind): readonly number[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(attemptId, what)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((entry) => typeof entry === 'number') : [];
  } catch {
    return [];
  }
}

export function remember(attemptId: string, what: Kind, numbers: readonly number[]): void {
  try {
    sessionStorage.setItem(keyOf(attemptId, what), JSON.stringify(numbers));
  } catch {
    // Without storage it lasts until the page is reloaded.
  }
}

export function forgetSitting(attemptId: string): void {
  try {
    for (const kind of KINDS) sessionStorage.removeItem(keyOf(attemptId, kind));
  } catch {
    // A browser without storage has nothing to forget.
  }
}
