import { createHmac } from 'node:crypto';
import { env } from '../../env.ts';

/** 26 signs of which no two look alike: none of 0 O, 1 I L, U, and of the pairs 2 Z, 5 S, 6 G, 8 B the digit. */
const SIGNS = 'ACDEFHJKMNPQRTVWXY23456789';
const LENGTH = 8;
const GROUP = LENGTH / 2;
/** The first 120 bits of a MAC: reduced to the 26^8 codes there are, no code is likelier than another by 2^-80. */
const MAC_HEX = 30;

function mac(purpose: string, text: string): Buffer {
  return createHmac('sha256', env.AUTH_SECRET).update(`${purpose}\n${text}`).digest();
}

/**
 * The 核验码 that belongs to a reset token, in two groups. It follows from the token and the server's secret, so that
 * the page that holds the cookie can show it again, while it is stored nowhere.
 */
export function resetCodeOf(token: string): string {
  let rest = BigInt(`0x${mac('reset-code', token).toString('hex').slice(0, MAC_HEX)}`);
  let code = '';
  for (let n = 0; n < LENGTH; n += 1) {
    code += SIGNS[Number(rest % BigInt(SIGNS.length))] ?? '';
    rest /= BigInt(SIGNS.length);
  }
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
}

/**
 * What is stored of a code, typed in any spelling: a keyed hash, since a plain one of 38 bits could be searched by
 * whoever has a dump.
 */
export function resetCodeHash(typed: string): Buffer {
  return mac('reset-code-hash', typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
}
