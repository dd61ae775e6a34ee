import { NON_CLASSIFIED_NOTICE } from '#domain/shared/notice.ts';
import { INK, type Mark, SHEET } from './sheet-layout.ts';
import type { Measure } from './sheet-text.ts';

export type Frame = {
  /** What the page is part of, above every page but the first. */
  readonly running: string;
  /** SHA-256 of the text of record, hexadecimal. */
  readonly sha256: string;
  /** When this print was made, as text in the organisation's zone. */
  readonly printedAt: string;
};

const SIZE = 7.5;
const RULE_Y = 783;

/** A digest as people compare it: in groups of eight. */
export function digestGroups(sha256: string): string {
  return (sha256.match(/.{1,8}/g) ?? []).join(' ');
}

function small(text: string, y: number, x: number = SHEET.left): Mark {
  return { kind: 'text', text, x, y, size: SIZE, isBold: false, ink: INK.soft };
}

function right(text: string, y: number, measure: Measure): Mark {
  return small(text, y, SHEET.right - measure(text, SIZE));
}

function rule(y: number): Mark {
  return { kind: 'line', from: [SHEET.left, y], to: [SHEET.right, y], ink: INK.rule };
}

/** Every page with its head and foot: the notice, which page of how many, the digest of the record, when it was printed. */
export function framed(pages: readonly (readonly Mark[])[], frame: Frame, measure: Measure): Mark[][] {
  return pages.map((marks, index) => [
    ...(index > 0 ? [small(frame.running, 44), rule(50)] : []),
    ...marks,
    rule(RULE_Y),
    small(NON_CLASSIFIED_NOTICE, RULE_Y + 13),
    right(`第 ${index + 1} 页，共 ${pages.length} 页`, RULE_Y + 13, measure),
    small(`SHA-256　${digestGroups(frame.sha256)}`, RULE_Y + 25),
    small(`本件生成于 ${frame.printedAt}`, RULE_Y + 37),
  ]);
}
