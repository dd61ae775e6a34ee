/**
 * Two profiles that contradict each other, so one is chosen and shown (security §0.9): `modern` follows ASVS 5.0 and
 * NIST SP 800-63B (length, no composition, no rotation); `classified-protection` follows GB/T 22239 8.1.4.1 a)
 * (composition and maximum age).
 */
export const PASSWORD_PROFILES = ['modern', 'classified-protection'] as const;
export type PasswordProfile = (typeof PASSWORD_PROFILES)[number];

type Rules = { readonly minLength: number; readonly minKinds: number; readonly maxAgeDays: number | null };

export const PASSWORD_RULES: Readonly<Record<PasswordProfile, Rules>> = {
  modern: { minLength: 15, minKinds: 0, maxAgeDays: null },
  'classified-protection': { minLength: 10, minKinds: 3, maxAgeDays: 90 },
};

export const PASSWORD_MAX_LENGTH = 256;
export const PASSWORD_HISTORY = 5;

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** Words that say nothing to an attacker who knows the organisation: system name, subject, common stems. */
const CONTEXT_WORDS = ['shoumi', '守密', 'baomi', '保密'];

export type PasswordFacts = {
  readonly employeeNo: string;
  readonly name: string;
  readonly organisation: string;
  readonly isCommon: (lowerCase: string) => boolean;
};

function contains(password: string, word: string): boolean {
  return word.length >= 3 && password.includes(word.toLowerCase());
}

/** @returns what is wrong with a new password, as a phrase for the message, or null when it may be used. */
export function passwordFault(profile: PasswordProfile, password: string, facts: PasswordFacts): string | null {
  const { minLength, minKinds } = PASSWORD_RULES[profile];
  const length = [...password].length;
  if (length < minLength) return `至少需要 ${minLength} 个字符`;
  if (length > PASSWORD_MAX_LENGTH) return `最多 ${PASSWORD_MAX_LENGTH} 个字符`;
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  if (kinds < minKinds) return `大写字母、小写字母、数字、符号中至少要有 ${minKinds} 种`;
  const lower = password.toLowerCase();
  if (facts.isCommon(lower)) return '这是一个常见密码，容易被猜中';
  if (new Set(lower).size < 5) return '重复的字符太多';
  const words = [...CONTEXT_WORDS, facts.employeeNo, facts.organisation];
  if (words.some((word) => contains(lower, word)) || (facts.name.length >= 2 && lower.includes(facts.name))) {
    return '不能包含工号、姓名、单位名称或系统名称';
  }
  return null;
}

/** The rules of a profile as sentences, for the form. */
export function passwordRuleTexts(profile: PasswordProfile): string[] {
  const { minLength, minKinds, maxAgeDays } = PASSWORD_RULES[profile];
  return [
    `至少 ${minLength} 个字符，可以使用空格和汉字`,
    ...(minKinds > 1 ? [`大写字母、小写字母、数字、符号中至少 ${minKinds} 种`] : []),
    '不是常见密码，不含工号、姓名、单位名称',
    `不与最近 ${PASSWORD_HISTORY} 次用过的密码相同`,
    ...(maxAgeDays ? [`每 ${maxAgeDays} 天更换一次`] : []),
  ];
}
