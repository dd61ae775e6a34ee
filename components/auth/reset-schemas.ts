import { object, refine } from 'zod/mini';
import { LoginInput, PasswordInput } from './schemas.ts';

export const ResetInput = object({ employeeNo: LoginInput.shape.employeeNo });

/** As for a change of password, without the current one, which nobody knows any more. */
export const NewPasswordInput = object({ next: PasswordInput.shape.next, again: PasswordInput.shape.again }).check(
  refine((input) => input.next === input.again, { error: '两次输入的新密码不一致。', path: ['again'] }),
);
