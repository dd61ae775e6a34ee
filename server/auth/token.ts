import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; the cookie holds this text, the database only its SHA-256. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** @returns the key of the session row, or null when the text cannot be one of our tokens. */
export function tokenHash(token: string): Buffer | null {
  return TOKEN.test(token) ? createHash('sha256').update(token).digest() : null;
}
