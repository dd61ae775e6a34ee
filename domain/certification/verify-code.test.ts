import { describe, expect, it } from 'vitest';
import { codeIn } from './verify-code.ts';

const CODE = 'q0mZ7x2Jf4bKc9TnVwYh3A';

describe('codeIn', () => {
  it('finds the code alone, with blanks round it, and in an address', () => {
    for (const typed of [
      CODE,
      `  ${CODE}\n`,
      `https://baomi.example/verify/${CODE}`,
      `https://baomi.example/verify/${CODE}/?a=1#b`,
    ]) {
      expect(codeIn(typed), typed).toBe(CODE);
    }
  });

  it('refuses everything else', () => {
    for (const typed of ['', CODE.slice(1), `${CODE}A`, `${CODE.slice(1)}*`, 'SM-2026-000123-Q'])
      expect(codeIn(typed), typed).toBeNull();
  });
});
