import { z } from 'zod';
import { errorFrom } from '../http/error-from.ts';
import { signIn } from '../operations/sign-in.ts';
import { sessionTokenOf } from './cookies.ts';

/** A 工号 holds no control signs: the database cannot store all of them, and a log line must not be forged with one. */
const SignInInput = z.object({
  employeeNo: z
    .string()
    .min(1)
    .max(64)
    .regex(/^\P{Cc}+$/u),
  password: z.string().min(1).max(1024),
});

const header = (headers: unknown, name: string): string => {
  const value = headers && typeof headers === 'object' ? (headers as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : '';
};

export type Authorized = { readonly id: string; readonly name: string; readonly token: string };

/**
 * next-auth's question whether somebody may log in; null for every refusal.
 * @throws Error whose message is one of our codes and nothing else: next-auth puts it into the address it answers with.
 */
export async function authorize(raw: unknown, request: { readonly headers?: unknown }): Promise<Authorized | null> {
  const input = SignInInput.safeParse(raw);
  if (!input.success) return null;
  const requestId = header(request.headers, 'x-request-id');
  try {
    const signedIn = await signIn({
      ...input.data,
      ip: header(request.headers, 'x-shoumi-ip'),
      userAgent: header(request.headers, 'user-agent'),
      requestId,
      formerToken: sessionTokenOf(header(request.headers, 'cookie')),
    });
    return signedIn && { id: signedIn.accountId, name: signedIn.name, token: signedIn.token };
  } catch (error) {
    throw new Error(errorFrom(error, requestId).code);
  }
}
