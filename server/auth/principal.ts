import { db } from '#db/client.ts';
import { unsafeFindSession, unsafeTouchSession } from '#db/dal/system-auth.ts';
import { PASSWORD_RULES } from '#domain/access/password-policy.ts';
import type { Principal } from '#domain/access/principal.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { sessionTokenOf } from './cookies.ts';
import { tokenHash } from './token.ts';

export type RequestFacts = {
  readonly cookie: string | undefined | null;
  readonly requestId: string;
  readonly ip: string;
};

/** The person behind a request, from the session row as it stands now; null when nobody is signed in. */
export async function principalOf(facts: RequestFacts): Promise<Principal | null> {
  const token = sessionTokenOf(facts.cookie);
  const hash = token ? tokenHash(token) : null;
  const { maxAgeDays } = PASSWORD_RULES[env.PASSWORD_PROFILE];
  const session = hash ? await unsafeFindSession(db, hash, maxAgeDays) : null;
  if (!session) return null;
  const { isStale, ...who } = session;
  if (isStale) {
    unsafeTouchSession(db, who.sessionId).catch((error: unknown) =>
      logger.warn({ err: error }, 'session touch failed'),
    );
  }
  return { ...who, requestId: facts.requestId, ip: facts.ip };
}
