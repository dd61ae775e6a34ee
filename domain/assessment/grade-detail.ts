import { z } from 'zod';

export const OUTCOMES = ['right', 'partial', 'wrong', 'blank'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Stored with a grade: enough to explain the score by position and by module without the keys. */
export const GradeDetail = z.strictObject({
  positions: z.array(
    z.strictObject({
      position: z.int(),
      itemId: z.string(),
      version: z.int(),
      lessonId: z.string(),
      module: z.string(),
      points: z.number(),
      max: z.number(),
      outcome: z.enum(OUTCOMES),
    }),
  ),
  modules: z.record(z.string(), z.strictObject({ points: z.number(), max: z.number() })),
});
export type GradeDetail = z.infer<typeof GradeDetail>;
