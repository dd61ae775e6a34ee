import { maxLength, minLength, object, refine, string, trim } from 'zod/mini';

/** Longer than any 工号 or password the server takes. */
const EMPLOYEE_NO_MAX = 64;
const PASSWORD_MAX = 1024;

const secret = (missing: string) => string().check(minLength(1, missing), maxLength(PASSWORD_MAX, '密码过长。'));

export const LoginInput = object({
  employeeNo: string().check(trim(), minLength(1, '请输入工号。'), maxLength(EMPLOYEE_NO_MAX, '工号过长，请核对。')),
  password: secret('请输入密码。'),
});

/** Strength is judged by the server alone; here only what can be seen without it. */
export const PasswordInput = object({
  current: secret('请输入当前密码。'),
  next: secret('请输入新密码。'),
  again: secret('请再输入一次新密码。'),
}).check(
  refine((input) => input.next === input.again, { error: '两次输入的新密码不一致。', path: ['again'] }),
  refine((input) => input.next !== input.current, { error: '新密码不能与当前密码相同。', path: ['next'] }),
);
