/** People sign in from half an hour before a session to half an hour after it. */
export const SIGN_IN_MARGIN_MINUTES = 30;
/** A code is shown this long. */
export const CODE_SECONDS = 30;
export const CODE_DIGITS = 6;

const MARGIN_MS = SIGN_IN_MARGIN_MINUTES * 60_000;

export type SessionTimes = { readonly startsAt: Date; readonly endsAt: Date };

/** From when to when a session's sign-in is open; both ends belong to it. */
export function signInWindow({ startsAt, endsAt }: SessionTimes): { readonly from: Date; readonly to: Date } {
  return { from: new Date(startsAt.getTime() - MARGIN_MS), to: new Date(endsAt.getTime() + MARGIN_MS) };
}

export function isSignInOpen(times: SessionTimes, at: Date): boolean {
  const { from, to } = signInWindow(times);
  return at >= from && at <= to;
}

/** Number of the code shown at an instant. */
export function codeStep(at: Date): number {
  return Math.floor(at.getTime() / (CODE_SECONDS * 1000));
}

/** Seconds until the code changes; 1 to `CODE_SECONDS`. */
export function codeSecondsLeft(at: Date): number {
  return CODE_SECONDS - (Math.floor(at.getTime() / 1000) % CODE_SECONDS);
}

/** Codes taken at an instant: the one on the screen, and the one before it for whoever was typing. */
export function acceptedSteps(at: Date): readonly number[] {
  const now = codeStep(at);
  return [now, now - 1];
}
