import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PAPER_TITLE, type PaperBody } from '#domain/certification/case/papers.ts';

const Field = z.strictObject({ label: z.string(), value: z.string() });
const Kind = z.enum(Object.keys(PAPER_TITLE) as [keyof typeof PAPER_TITLE, ...(keyof typeof PAPER_TITLE)[]]);
const Body = z.strictObject({
  v: z.literal(1),
  paper: Kind,
  title: z.string(),
  organisation: z.string(),
  caseNo: z.string(),
  caseKind: z.string(),
  person: z.array(Field),
  fields: z.array(Field),
  text: z.array(z.string()),
  signatures: z.array(z.strictObject({ role: z.string(), name: z.string(), words: z.string(), at: z.string() })),
  issuedAt: z.string(),
});

/** SHA-256 of a text of record in UTF-8, hexadecimal. */
export function digestOf(payload: string): string {
  return createHash('sha256').update(payload, 'utf8').digest('hex');
}

/** What a text of record says. Call it for a payload whose digest is right. @throws when it is no paper all the same. */
export function paperBody(payload: string): PaperBody {
  return Body.parse(JSON.parse(payload));
}
