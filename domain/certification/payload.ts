import { z } from 'zod';
import { PLAN_KINDS } from '../policy/plan-policy.ts';
import { isoDate } from '../shared/dates.ts';
import { isSerial } from './serial.ts';

function isCalendarDate(text: string): boolean {
  try {
    return Boolean(isoDate(text));
  } catch {
    return false;
  }
}

const calendarDate = z.string().refine(isCalendarDate, 'not a calendar date');
const line = z.string().min(1).max(200);
/** Exact decimals as text, because the canonical form has no fractions. */
const decimal = z.string().regex(/^(0|[1-9]\d{0,3})(\.\d?[1-9])?$/);

/** 128 random bits in base64url. */
export const VERIFY_CODE = /^[A-Za-z0-9_-]{22}$/;
export const KEY_ID = /^[0-9a-f]{16}$/;

/**
 * What is signed, and so what the certificate says; every other column and file only repeats it. Names come from the
 * roster of the day of issue, labels are written out, so that it can still be read when policies and plans have changed.
 */
export const CertificatePayload = z.strictObject({
  v: z.literal(1),
  kind: z.literal('training'),
  serial: z.string().refine(isSerial, 'not a serial'),
  /** Serial of the certificate this one stands in for, e.g. after a correction of the name in the roster. */
  supersedes: z.string().refine(isSerial, 'not a serial').optional(),
  issuer: line,
  /** Opaque id of the person; ties the row of the register to the signed text. */
  personId: z.guid(),
  name: line,
  employeeNo: line,
  unit: line,
  category: line,
  title: line,
  year: z.int().min(1000).max(9999),
  plan: z.strictObject({ kind: z.enum(PLAN_KINDS), label: line }),
  policyVersion: z.int().min(1),
  hours: z.strictObject({ minutes: z.int().min(0), minutesPerHour: z.int().min(1) }),
  exam: z.strictObject({ title: line, score: decimal, passMark: decimal, attemptId: z.guid() }),
  issuedOn: calendarDate,
  /** Last day on which it holds. */
  validUntil: calendarDate,
  verifyCode: z.string().regex(VERIFY_CODE),
  keyId: z.string().regex(KEY_ID),
});
export type CertificatePayload = z.infer<typeof CertificatePayload>;

/** Ed25519 (RFC 8032); SM2 with SM3 (GB/T 32918.2), user id 1234567812345678, signature in DER. */
export const SIGNATURE_ALGORITHMS = ['Ed25519', 'SM2'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** The file for verification without the system: the canonical text byte for byte, and the signature over it. */
export const SignedCertificate = z.strictObject({
  payload: z.string().min(2).max(10_000),
  signature: z.base64().max(1000),
  keyId: z.string().regex(KEY_ID),
  algorithm: z.enum(SIGNATURE_ALGORITHMS),
});
export type SignedCertificate = z.infer<typeof SignedCertificate>;

/** @returns the payload in a signed text, or null when it is no canonical certificate. */
export function readPayload(text: string): CertificatePayload | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = CertificatePayload.safeParse(value);
  return parsed.success ? parsed.data : null;
}
