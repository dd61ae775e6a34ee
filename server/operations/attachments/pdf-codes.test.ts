import { describe, expect, it } from 'vitest';
import { codeMapOf } from './pdf-codes.ts';

describe('codeMapOf', () => {
  it('reads a ligature written with white space between its letters, and every code after it', () => {
    const { texts } = codeMapOf('beginbfrange\n<0000> <0003> [<0000> <0066 0066> <7edd> <5bc6>]\nendbfrange');
    expect([texts.get(1), texts.get(2), texts.get(3)]).toEqual(['ff', '绝', '密']);
  });

  it('reads single codes and ranges that count up from one', () => {
    const { texts } = codeMapOf('beginbfchar <0a> <00 66> endbfchar beginbfrange <10> <12> <0041> endbfrange');
    expect([texts.get(0x0a), texts.get(0x10), texts.get(0x12)]).toEqual(['f', 'A', 'C']);
  });
});
