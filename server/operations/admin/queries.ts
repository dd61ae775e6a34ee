import { z } from 'zod';
import { GivenDate } from '#domain/shared/dates.ts';

const text = z.string().trim().min(1).max(60).optional().catch(undefined);
const day = GivenDate.optional().catch(undefined);
const page = z.coerce.number().int().min(1).max(100_000).optional().catch(undefined);

/** What the addresses of the administration may say; what cannot be read is left out, never guessed. */
export const AccountQuery = z.object({
  q: text,
  status: z.enum(['active', 'disabled']).optional().catch(undefined),
  page,
});
export type AccountQuery = z.infer<typeof AccountQuery>;

export const SessionQuery = z.object({ q: text, page });
export type SessionQuery = z.infer<typeof SessionQuery>;

export const AuditQuery = z.object({
  from: day,
  to: day,
  actor: text,
  action: text,
  outcome: z.enum(['done', 'refused']).optional().catch(undefined),
  page,
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Path with the values that are set, in the order given. */
export function hrefWith(path: string, values: Readonly<Record<string, string | number | undefined>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    if (value !== undefined && value !== '') params.set(key, String(value));
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
