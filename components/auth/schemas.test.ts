import { expect, test } from 'vitest';
import { LoginInput, PasswordInput } from './schemas.ts';

const pathsOf = (input: unknown) => PasswordInput.safeParse(input).error?.issues.map((issue) => issue.path.join('.'));

test('a 工号 is trimmed and a password is left exactly as typed', () => {
  expect(LoginInput.parse({ employeeNo: ' A001 ', password: ' p ' })).toEqual({ employeeNo: 'A001', password: ' p ' });
});

test('a new password must be repeated alike and differ from the current one', () => {
  expect(PasswordInput.safeParse({ current: 'old', next: 'new', again: 'new' }).success).toBe(true);
  expect(pathsOf({ current: 'old', next: 'new', again: 'neu' })).toEqual(['again']);
  expect(pathsOf({ current: 'old', next: 'old', again: 'old' })).toEqual(['next']);
});
