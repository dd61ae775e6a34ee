import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { acceptedSteps, CODE_DIGITS, codeStep } from '#domain/hours/sessions/attendance-window.ts';
import { env } from '../../env.ts';

let secret: Buffer | undefined;
let secretOf = '';

/** A key of its own, so that a code tells nothing of what signs the log-in. */
function key(): Buffer {
  if (!secret || secretOf !== env.AUTH_SECRET) {
    secret = Buffer.from(hkdfSync('sha256', env.AUTH_SECRET, '', 'shoumi attendance code', 32));
    secretOf = env.AUTH_SECRET;
  }
  return secret;
}

function codeOf(sessionId: string, step: number): string {
  const digest = createHmac('sha256', key()).update(`${sessionId}|${step}`).digest();
  return String(digest.readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0');
}

/** The six digits on the screen of a session at an instant of the one clock. */
export function attendanceCode(sessionId: string, at: Date): string {
  return codeOf(sessionId, codeStep(at));
}

/** Whether digits somebody typed are those on the screen now, or those just before. */
export function isAttendanceCode(sessionId: string, at: Date, typed: string): boolean {
  const given = Buffer.from(typed);
  return acceptedSteps(at).some((step) => {
    const expected = Buffer.from(codeOf(sessionId, step));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
