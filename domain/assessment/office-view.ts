import type { ItemStatistics } from './item-statistics.ts';

/** The gravest first. */
export const ITEM_FLAGS = ['negative', 'too-hard', 'weak', 'too-easy', 'unused'] as const;
export type ItemFlag = (typeof ITEM_FLAGS)[number];

/** What the 保密办 reads beside a question whose figures ask for a look. */
export const FLAG_TEXT: Readonly<Record<ItemFlag, { readonly label: string; readonly advice: string }>> = {
  'too-easy': { label: '过易', advice: '95% 以上的得分率，几乎不能区分水平，可改写干扰项或转入练习题库。' },
  'too-hard': { label: '过难', advice: '得分率低于 20%，请检查答案、题干和授课内容是否一致。' },
  weak: { label: '区分度低', advice: '得分与其余题目几乎无关，请检查题干是否含糊。' },
  negative: { label: '区分度为负', advice: '水平高的人反而失分，多半是答案有误或题干有歧义，请尽快复核。' },
  unused: { label: '从未用过', advice: '还没有进入过试卷；如果长期如此，请检查双向细目表。' },
};

/** Fewer candidates than this say nothing of a question. */
export const FEWEST_CANDIDATES = 20;

/** Thresholds as question writers commonly use them; a flag asks for a look, it decides nothing. */
export function flagsOf(statistics: ItemStatistics, exposure: number): ItemFlag[] {
  if (exposure === 0) return ['unused'];
  const { candidates, facility, discriminationIndex: index } = statistics;
  if (candidates < FEWEST_CANDIDATES || facility === null) return [];
  const flags: ItemFlag[] = [];
  if (index !== null && index < 0) flags.push('negative');
  else if (index !== null && index < 15) flags.push('weak');
  if (facility > 0.95) flags.push('too-easy');
  if (facility < 0.2) flags.push('too-hard');
  return flags;
}
