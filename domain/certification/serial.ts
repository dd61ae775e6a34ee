const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BASE = ALPHABET.length;

/** The running product of ISO/IEC 7064, MOD 37,36, over everything before the check character. */
function product(text: string): number {
  let carry = BASE;
  for (const char of text) {
    const sum = (carry + ALPHABET.indexOf(char)) % BASE || BASE;
    carry = (sum * 2) % (BASE + 1);
  }
  return carry;
}

/**
 * ISO/IEC 7064 MOD 37,36: one character from 0–9 and A–Z that gives away every single wrong character and nearly every
 * pair of neighbours changed round, so that a number read out over the telephone is not mistaken for another.
 */
function checkCharacter(text: string): string {
  return ALPHABET.charAt((BASE + 1 - product(text)) % BASE);
}

const SERIAL = /^SM-(\d{4})-(\d{6,9})-([0-9A-Z])$/;

/**
 * The number of a certificate: `SM-<year of issue>-<six digits, counted from 1 within the year>-<check character>`,
 * e.g. `SM-2026-000123-P`. From the millionth of a year on the middle part simply grows.
 * @throws RangeError when year or number is out of range.
 */
export function serialOf(year: number, number: number): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new RangeError(`not a year: ${year}`);
  if (!Number.isInteger(number) || number < 1 || number > 999_999_999) throw new RangeError(`not a number: ${number}`);
  const digits = String(number).padStart(6, '0');
  return `SM-${year}-${digits}-${checkCharacter(`SM${year}${digits}`)}`;
}

/** True for a well-formed serial whose check character fits. */
export function isSerial(text: string): boolean {
  const match = SERIAL.exec(text);
  return match !== null && checkCharacter(`SM${match[1]}${match[2]}`) === match[3];
}
