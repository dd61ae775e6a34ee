import { z } from 'zod';
import { SESSION_MODES } from './session-form.ts';
import { SESSION_STATES } from './session-state.ts';

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(first, schema.optional()).catch(undefined);

/** What the list of sessions is filtered by, read from the address; what cannot be read is left out. */
export const SessionQuery = z.object({
  state: optional(z.enum(SESSION_STATES)),
  mode: optional(z.enum(SESSION_MODES)),
  unit: optional(z.guid()),
  year: optional(z.coerce.number().int().min(2000).max(2100)),
  q: optional(z.string().trim().min(1).max(40)),
  page: optional(z.coerce.number().int().min(1).max(100_000)),
});

export type SessionQueryValues = z.infer<typeof SessionQuery>;

/** The address of the list with some filters changed; a change of filter goes back to the first page. */
export function sessionsHref(query: SessionQueryValues, change: Partial<SessionQueryValues> = {}): string {
  const merged = { ...query, page: undefined, ...change };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(merged)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `/hr/sessions?${search}` : '/hr/sessions';
}
