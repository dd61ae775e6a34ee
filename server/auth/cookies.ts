import { parseCookie } from 'cookie';
import { env } from '../env.ts';

/** `__Host-` needs HTTPS; an intranet without it gets the plain name and a warning at start. */
export function isSecure(): boolean {
  return env.PUBLIC_URL.startsWith('https://');
}

export function sessionCookieName(): string {
  return isSecure() ? '__Host-shoumi-session' : 'shoumi-session';
}

/** @returns the opaque session token of a Cookie header, or null; malformed headers are "no token", never an error. */
export function sessionTokenOf(cookieHeader: string | undefined | null): string | null {
  if (!cookieHeader) return null;
  const value = parseCookie(cookieHeader)[sessionCookieName()];
  return value ?? null;
}
