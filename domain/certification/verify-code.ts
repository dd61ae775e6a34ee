import { VERIFY_CODE } from './payload.ts';

/** The code in what a reader typed or pasted: the code itself or the whole address of the QR; null when there is none. */
export function codeIn(typed: string): string | null {
  const last = typed.trim().split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? '';
  return VERIFY_CODE.test(last) ? last : null;
}
