import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Sql } from 'postgres';
import { newToken, tokenHash } from '#server/auth/token.ts';

export const ORIGIN = 'http://127.0.0.1:3000';

export type Candidate = {
  readonly personId: string;
  readonly accountId: string;
  readonly employeeNo: string;
  readonly cookie: string;
  readonly token: string;
};

let next = 1;

/** Opens one more log-in of an account, as a second device would. */
export async function openSession(
  owner: Sql,
  accountId: string,
): Promise<{ cookie: string; token: string; sessionId: string }> {
  const token = newToken();
  const hash = tokenHash(token);
  if (!hash) throw new Error('a new token must be hashable');
  const [row] = await owner<{ id: string }[]>`
    insert into sessions (token_hash, account_id, session_version, idle_seconds, expires_at)
    values (${hash}, ${accountId}, 1, 43200, app_now() + interval '12 hours') returning id`;
  return { token, cookie: `shoumi-session=${token}`, sessionId: row?.id ?? '' };
}

/** A person with an account, a live session and this year's plan for everybody. Content must be loaded. */
export async function newCandidate(owner: Sql, year: number): Promise<Candidate> {
  const employeeNo = `T${String(next++).padStart(5, '0')}`;
  const personId = randomUUID();
  const accountId = randomUUID();
  await owner`insert into organisation (name) values ('江澜市测试院') on conflict do nothing`;
  await owner`insert into units (code, name, valid_from) values ('T', '测试处', '2020-01-01') on conflict do nothing`;
  await owner`insert into unit_closure select id, id, 0 from units where code = 'T' on conflict do nothing`;
  await owner`insert into people (id, employee_no, name, name_pinyin, joined_on) values (${personId}, ${employeeNo}, '考生', 'kaosheng ks', '2020-01-01')`;
  await owner`insert into person_assignments (person_id, unit_id, category, life_state, employment_form, valid_from)
    select ${personId}, id, 'none', 'ordinary', 'staff', '2020-01-01' from units where code = 'T'`;
  await owner`insert into accounts (id, employee_no, display_name, person_id) values (${accountId}, ${employeeNo}, '考生', ${personId})`;
  await owner`insert into plan_assignments (person_id, plan_kind, training_year, policy_version_id, required_minutes, due_on, reason)
    select ${personId}, plan_kind, ${year}, id, (spec ->> 'requiredMinutes')::int, make_date(${year}, 12, 31), '测试'
    from policy_versions where plan_kind = 'annual-all' order by version desc limit 1`;
  const session = await openSession(owner, accountId);
  return { personId, accountId, employeeNo, cookie: session.cookie, token: session.token };
}

/** Calls the API in-process, as a page of our own origin would. */
export function caller(api: FastifyInstance) {
  return async (method: 'GET' | 'POST' | 'PUT', url: string, cookie: string | null, body?: unknown) => {
    const isChange = method !== 'GET';
    const response = await api.inject({
      method,
      url,
      headers: {
        ...(isChange ? { origin: ORIGIN, 'content-type': 'application/json' } : {}),
        ...(cookie ? { cookie } : {}),
        'x-request-id': randomUUID(),
      },
      ...(isChange ? { payload: JSON.stringify(body ?? {}) } : {}),
    });
    return { status: response.statusCode, text: response.body, json: <T>() => JSON.parse(response.body) as T };
  };
}
