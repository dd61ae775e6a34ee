import type { AuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { db } from '#db/client.ts';
import { unsafeFindSession } from '#db/dal/system-auth.ts';
import { env } from '../env.ts';
import { signOut } from '../operations/sign-in.ts';
import { authorize } from './authorize.ts';
import { isSecure, sessionCookieName } from './cookies.ts';
import { tokenHash } from './token.ts';

/**
 * next-auth carries the log-in; the session is ours. The "JWT" it would issue is replaced by an opaque token whose
 * SHA-256 keys a session row (next-auth 4 with credentials knows no database sessions). A further provider (OIDC,
 * CAS, LDAP) is one more entry in `providers` that ends in the same session row.
 */
export function authOptions(): AuthOptions {
  const cookie = (name: string) => ({
    name,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure() },
  });
  const prefix = isSecure() ? '__Host-shoumi' : 'shoumi';
  return {
    secret: env.AUTH_SECRET,
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      csrfToken: cookie(`${prefix}-csrf`),
      callbackUrl: cookie(`${prefix}-callback`),
    },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    session: { strategy: 'jwt', maxAge: 12 * 3600 },
    providers: [
      Credentials({
        credentials: { employeeNo: { label: '工号' }, password: { label: '密码', type: 'password' } },
        authorize,
      }),
    ],
    jwt: {
      encode: async ({ token }) => (typeof token?.opaque === 'string' ? token.opaque : ''),
      decode: async ({ token }) => {
        const hash = token ? tokenHash(token) : null;
        const session = hash ? await unsafeFindSession(db, hash, null) : null;
        return session ? { sub: session.accountId, name: session.name, opaque: token } : null;
      },
    },
    callbacks: {
      jwt: ({ token, user }) => (user && 'token' in user ? { ...token, opaque: user.token } : token),
      session: ({ session, token }) => ({ expires: session.expires, user: { name: token.name ?? '' } }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.opaque === 'string') await signOut(token.opaque);
      },
    },
  };
}
