/** The grades, in the characters of the mainland and in the traditional ones. */
const GRADE = '(?:[绝絕]|[机機]|[秘祕])密';
/** Stars as they are typed beside a grade: filled, hollow, emoji, asterisks of both widths (NFKC leaves these apart). */
const STAR = '[★☆✩✪✫✬✭✮✯✰⭐🌟⋆⍟﹡*]';
/** Where one cell or paragraph ends and the next begins. */
export const BREAK = '|';
const GAP = '\\|?[(\\[【〔·・]?';

/** 绝密★, 机密★3年, 秘 密 ★ 长期: the grade and its star, also in two cells side by side. */
const WITH_STAR = new RegExp(`${GRADE}[级級]?${GAP}${STAR}`, 'u');
/** 密级：机密, 密级【秘密】, 密级 | 绝密: the heading of a form, with something between the word and the grade. */
const HEADING = new RegExp(`密级[:：=|【\\[(（〔〈<—-]{1,3}${GRADE}`, 'u');
/** 【机密】, (秘密级): in a name nothing but a mark is written so; in a text it may be an explanation. */
const IN_BRACKETS = new RegExp(`[【\\[(（〔]${GRADE}[级級]?[】\\])）〕]`, 'u');

/** One width for letters and signs; blanks of every kind, joiners and marks of direction taken out. */
function squeezed(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}]|\ufe0e|\ufe0f/gu, '');
}

function found(text: string, patterns: readonly RegExp[]): string | null {
  const plain = squeezed(text);
  for (const pattern of patterns) {
    const match = pattern.exec(plain);
    if (match) return match[0].replaceAll(BREAK, '').slice(0, 20);
  }
  return null;
}

/** @returns the 密级 mark a text carries, or null. Prose that only speaks of 绝密、机密、秘密 carries none. */
export function markIn(text: string): string | null {
  return found(text, [WITH_STAR, HEADING]);
}

/** The same for a file's name, which is short enough for a grade in brackets to be one. */
export function markInName(name: string): string | null {
  return found(name, [WITH_STAR, HEADING, IN_BRACKETS]);
}

const GRADE_AT_END = new RegExp(`${GRADE}[级級]?${GAP}$`, 'u');
const STAR_AT_START = new RegExp(`^${GAP}${STAR}`, 'u');

/** Whether one piece of text ends with a grade and the next begins with its star. */
export function isSplitMark(before: string, after: string): boolean {
  return GRADE_AT_END.test(squeezed(before)) && STAR_AT_START.test(squeezed(after));
}
