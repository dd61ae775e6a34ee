import { expect, test } from 'vitest';
import { actionText } from '#domain/audit/action-text.ts';
import { OPERATIONS } from '#server/policies.ts';

test('the auditor reads every operation in words, refused ones too', () => {
  const wordless = Object.keys(OPERATIONS).filter((id) => actionText(id) === id);
  expect(wordless).toEqual([]);
});
