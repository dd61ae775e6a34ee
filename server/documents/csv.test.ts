import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it('quotes what would break a line and keeps every cell from starting a formula', () => {
  expect(csvLine(['a', 'b,c', 'd"e', '第一行\n第二行'])).toBe('a,"b,c","d""e","第一行\n第二行"\r\n');
  expect(csvLine(['=1+1', '＝cmd', '-1', '@SUM', '\t=1', ' =1'])).toBe("'=1+1,'＝cmd,'-1,'@SUM,'\t=1, =1\r\n");
});
