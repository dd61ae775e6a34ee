import type { CasePaper } from '#domain/certification/case/definition.ts';

const SUBJECT = '本人签字';
const UNIT = '单位（盖章）';

/**
 * Papers that are printed and signed by hand besides, and by whom (实施条例 2024 第 50、53 条: 承诺书、谈话、告知须由本人签字).
 * All others are records that need no second signature.
 */
const SIGNED_BY: Readonly<Partial<Record<CasePaper, readonly string[]>>> = {
  'review-form': [SUBJECT, UNIT],
  'entry-pledge': [SUBJECT, UNIT],
  'exit-pledge': [SUBJECT, UNIT],
  'exit-talk': [SUBJECT, '谈话人签字', UNIT],
  'cooling-off-notice': [SUBJECT, UNIT],
  'extension-notice': [SUBJECT, UNIT],
  'expiry-notice': [SUBJECT, UNIT],
  'suspension-notice': [SUBJECT, UNIT],
  entrustment: [SUBJECT, UNIT, '受托单位（盖章）'],
};

/** Whose signature or seal a paper has room for; none for papers that are not signed by hand. */
export function signersOf(paper: CasePaper): readonly string[] {
  return SIGNED_BY[paper] ?? [];
}
