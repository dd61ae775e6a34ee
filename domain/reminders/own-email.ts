import { z } from 'zod';

const LONGEST = 254;

/** Where a person wants to be reminded; empty = nowhere. One plain address: no display name, no list, no line end. */
export const OwnEmail = z.strictObject({
  email: z.union([
    z.literal(''),
    z.email('请填写一个有效的邮箱地址，如 zhangwei@example.cn。').max(LONGEST, `邮箱地址最多 ${LONGEST} 个字符。`),
  ]),
});
export type OwnEmail = z.infer<typeof OwnEmail>;
