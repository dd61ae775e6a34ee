import { z } from 'zod';

const Choice = z.string().min(1).max(40);
const PartResponse = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('single'), choice: Choice.nullable() }),
  z.strictObject({ type: z.literal('multiple'), choices: z.array(Choice).max(12) }),
  z.strictObject({ type: z.literal('boolean'), value: z.boolean().nullable() }),
]);

/** What a candidate answered. `null`, an empty list or empty text means "not answered". */
export const Response = z.discriminatedUnion('type', [
  ...PartResponse.options,
  z.strictObject({ type: z.literal('fill'), texts: z.array(z.string().max(200)).max(4) }),
  z.strictObject({ type: z.literal('case'), parts: z.record(z.string().max(40), PartResponse) }),
  /** All steps from first to last, or none. */
  z.strictObject({ type: z.literal('ordering'), order: z.array(Choice).max(6) }),
  /** The right id chosen for each left id answered. */
  z.strictObject({
    type: z.literal('matching'),
    pairs: z.record(Choice, Choice).refine((pairs) => Object.keys(pairs).length <= 5),
  }),
]);
export type Response = z.infer<typeof Response>;
export type PartResponse = z.infer<typeof PartResponse>;
