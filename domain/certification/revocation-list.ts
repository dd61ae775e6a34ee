import { z } from 'zod';
import { KEY_ID, SIGNATURE_ALGORITHMS } from './payload.ts';
import { isSerial } from './serial.ts';
import { ENDINGS } from './state.ts';

const calendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * The signed list of certificates that were revoked or superseded, for checks without this system. Serials alone: whoever
 * holds a certificate finds it there, and nobody learns a name.
 */
export const RevocationList = z.strictObject({
  v: z.literal(1),
  kind: z.literal('revocations'),
  issuer: z.string().min(1).max(200),
  /** Last day the list knows of; a later revocation is not in it. */
  asOf: calendarDate,
  keyId: z.string().regex(KEY_ID),
  ended: z.array(
    z.strictObject({
      serial: z.string().refine(isSerial, 'not a serial'),
      kind: z.enum(ENDINGS),
      on: calendarDate,
    }),
  ),
});
export type RevocationList = z.infer<typeof RevocationList>;

/** The file: the canonical text of the list byte for byte, and the signature over it. */
export const SignedRevocationList = z.strictObject({
  payload: z.string().min(2).max(50_000_000),
  signature: z.base64().max(1000),
  keyId: z.string().regex(KEY_ID),
  algorithm: z.enum(SIGNATURE_ALGORITHMS),
});
export type SignedRevocationList = z.infer<typeof SignedRevocationList>;

/** @returns the list in a signed text, or null when it is none. */
export function readRevocationList(text: string): RevocationList | null {
  try {
    const parsed = RevocationList.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
