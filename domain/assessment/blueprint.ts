import { z } from 'zod';
import { ITEM_TYPES } from './item.ts';

/**
 * 多选题 scoring: `all-or-nothing` 全对得分; `partial` 少选按比例、错选 0 分; `each` 逐项（选对一项得一份、
 * 选错一项抵一份，不低于 0，因此全选不得分或得分很少）. The arithmetic stands in `grade.ts`.
 */
export const MULTIPLE_RULES = ['all-or-nothing', 'partial', 'each'] as const;

/**
 * When a candidate may see what: `score-only` never more than score and topics; `after-close` keys and explanations
 * once the exam window has closed; `after-submit` at once (practice papers).
 */
export const REVIEW_POLICIES = ['score-only', 'after-close', 'after-submit'] as const;

const Quota = z.strictObject({ min: z.int().min(0), max: z.int().min(0) });

/** 双向细目表: what a paper is made of and by which rules it is sat. Points of all sections add up to 100. */
export const Blueprint = z
  .strictObject({
    id: z.string(),
    version: z.int().min(1),
    title: z.string(),
    planKind: z.string(),
    durationSeconds: z
      .int()
      .min(60)
      .max(4 * 3600),
    passMark: z.number().min(1).max(100),
    attemptsMax: z.int().min(1).max(10),
    coolDownMinutes: z.int().min(0),
    reviewPolicy: z.enum(REVIEW_POLICIES),
    multipleRule: z.enum(MULTIPLE_RULES),
    shuffleItems: z.boolean(),
    shuffleOptions: z.boolean(),
    sections: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          type: z.enum(ITEM_TYPES),
          count: z.int().min(1),
          pointsEach: z.number().positive(),
        }),
      )
      .min(1),
    /** The lessons an item may come from, those of the plan; absent = the whole bank. */
    lessons: z.array(z.string()).min(1).optional(),
    /** Items by module over the whole paper. */
    modules: z.record(z.string(), Quota),
    /** Items by difficulty (1, 2, 3) over the whole paper. */
    difficulties: z.record(z.enum(['1', '2', '3']), Quota),
    maxPerLesson: z.int().min(1),
    /** Where pass mark, attempts and cool-down come from; shown beside the numbers. */
    basis: z.string(),
  })
  .refine((b) => Math.abs(b.sections.reduce((sum, s) => sum + s.count * s.pointsEach, 0) - 100) < 1e-9, {
    message: 'points of all sections must add up to 100',
  });
export type Blueprint = z.infer<typeof Blueprint>;
