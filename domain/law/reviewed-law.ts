import { z } from 'zod';

/** Says in a source file that it was read again beside this version, and may go on citing an older one. */
export const ReviewedLaw = z.strictObject({
  law: z.string().min(1),
  version: z.string().regex(/^\d{4}$/, '版本是四位年份'),
});
export type ReviewedLaw = z.infer<typeof ReviewedLaw>;
