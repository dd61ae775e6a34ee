import { type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { PersonFacts } from '../../domain/hours/sessions/eligibility.ts';
import type { AttendeeView, SignInSource } from '../../domain/hours/sessions/session-view.ts';
import type { Db, Tx } from '../client.ts';
import { personVisibleTo } from './scopes.ts';
import { SESSION_DAY } from './sessions.ts';
import { isoTextMs } from './sql-text.ts';

/** A list as one value, so that its length is no concern of the statement. */
function texts(values: readonly string[]): SQL {
  return sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;
}

function ids(values: readonly string[]): SQL {
  return sql`(select e::uuid from jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb) e)`;
}

/** The person's place on the day of session `s`; needs a table `p` of people. */
const PLACE: SQL = sql`lateral (
  select w.unit_id, w.life_state from person_assignments w
  where w.person_id = p.id and w.valid_from <= ${SESSION_DAY} and (w.valid_to is null or w.valid_to > ${SESSION_DAY})
  order by w.valid_from desc limit 1)`;

function facts(scope: SQL): SQL {
  return sql`p.id as "personId", p.employee_no as "employeeNo", p.name,
    coalesce((select u.name from units u where u.id = place.unit_id), '') as "unitName",
    (place.unit_id is not null and place.life_state <> 'left' and p.joined_on <= ${SESSION_DAY}
      and (p.left_on is null or p.left_on > ${SESSION_DAY})) as "isMember",
    ${scope} as "isInScope",
    exists (select 1 from session_attendees here where here.session_id = s.id and here.person_id = p.id) as "isOnList",
    (select o.title from session_attendees there join training_sessions o on o.id = there.session_id
      where there.person_id = p.id and o.state = 'approved' and o.id <> s.id
        and o.starts_at < s.ends_at and o.ends_at > s.starts_at order by o.starts_at limit 1) as overlaps`;
}

/** Seen by the principal on the day of the session, by the organisation as it stood then, or today. */
const inScope = (principal: Principal, personId: SQL = sql`p.id`): SQL =>
  sql`(${personVisibleTo(principal, personId, SESSION_DAY)} or ${personVisibleTo(principal, personId)})`;

async function factsWhere(db: Db | Tx, principal: Principal, sessionId: string, where: SQL): Promise<PersonFacts[]> {
  const rows = await db.execute<PersonFacts>(sql`
    select ${facts(inScope(principal))} from training_sessions s cross join people p left join ${PLACE} place on true
    where s.id = ${sessionId}::uuid and ${where} order by p.employee_no`);
  return [...rows];
}

/** What is known of the people with these 工号, whoever of them exists; `isInScope` tells the ones to be kept silent of. */
export function factsByEmployeeNo(
  db: Db | Tx,
  principal: Principal,
  sessionId: string,
  employeeNos: readonly string[],
): Promise<PersonFacts[]> {
  return factsWhere(db, principal, sessionId, sql`p.employee_no in ${texts(employeeNos)}`);
}

/** The same by id. Ids that are not of this form must have been refused before. */
export function factsByPersonId(
  db: Db | Tx,
  principal: Principal,
  sessionId: string,
  personIds: readonly string[],
): Promise<PersonFacts[]> {
  return factsWhere(db, principal, sessionId, sql`p.id in ${ids(personIds)}`);
}

/** What is known of everybody on the list. */
export function factsOfAttendees(db: Db | Tx, principal: Principal, sessionId: string): Promise<PersonFacts[]> {
  return factsWhere(
    db,
    principal,
    sessionId,
    sql`p.id in (select n.person_id from session_attendees n where n.session_id = s.id)`,
  );
}

/** People the principal looks after whose 工号, name or pinyin begins with or contains the words typed. */
export function searchCandidates(
  db: Db | Tx,
  principal: Principal,
  sessionId: string,
  q: string,
  limit: number,
): Promise<PersonFacts[]> {
  const part = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return factsWhere(
    db,
    principal,
    sessionId,
    sql`p.id in (select f.id from people f, training_sessions s
      where s.id = ${sessionId}::uuid and (lower(f.employee_no) like ${part} or f.name like ${part} or f.name_pinyin like ${part})
        and ${inScope(principal, sql`f.id`)} order by f.employee_no limit ${limit})`,
  );
}

export type NewAttendee = { readonly personId: string; readonly signedAt: string | null };

/** Puts people on the list; who is on it stays as entered first. The caller holds the session. @returns how many came. */
export async function addAttendees(
  tx: Tx,
  principal: Principal,
  sessionId: string,
  source: SignInSource,
  people: readonly NewAttendee[],
): Promise<number> {
  const rows = await tx.execute(sql`
    insert into session_attendees (session_id, person_id, source, signed_at, recorded_by)
    select ${sessionId}::uuid, (e ->> 'personId')::uuid, ${source}, coalesce((e ->> 'signedAt')::timestamptz, app_now()),
      ${principal.accountId}::uuid
    from jsonb_array_elements(${JSON.stringify(people)}::text::jsonb) e
    on conflict do nothing returning person_id`);
  return rows.length;
}

/** Takes people off the list; the caller holds the session. @returns the 工号 of those who were on it. */
export async function removeAttendees(
  tx: Tx,
  principal: Principal,
  sessionId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.execute<{ employeeNo: string }>(sql`
    delete from session_attendees n using people p, training_sessions s
    where n.session_id = ${sessionId}::uuid and s.id = n.session_id and p.id = n.person_id
      and n.person_id in ${ids(personIds)} and ${inScope(principal)}
    returning p.employee_no as "employeeNo"`);
  return rows.map((row) => row.employeeNo);
}

/**
 * A page of the list in 工号 order, of the people the principal could see on that day. `hidden` counts those of other
 * units whom somebody else put on it.
 */
export async function listAttendees(
  db: Db | Tx,
  principal: Principal,
  sessionId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: AttendeeView[]; readonly shown: number; readonly hidden: number }> {
  const counted = await db.execute<{ shown: number; total: number }>(sql`
    select count(*) filter (where ${inScope(principal)})::int as shown, count(*)::int as total
    from session_attendees n join training_sessions s on s.id = n.session_id join people p on p.id = n.person_id
    where n.session_id = ${sessionId}::uuid`);
  const rows = await db.execute<AttendeeView>(sql`
    select n.person_id as "personId", p.employee_no as "employeeNo", p.name,
      coalesce((select u.name from units u where u.id = place.unit_id), '') as "unitName", n.source,
      to_char(n.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "signedAt"
    from session_attendees n join training_sessions s on s.id = n.session_id join people p on p.id = n.person_id
    left join ${PLACE} place on true
    where n.session_id = ${sessionId}::uuid and ${inScope(principal)}
    order by p.employee_no limit ${page.limit} offset ${page.offset}`);
  const { shown, total } = counted[0] ?? { shown: 0, total: 0 };
  return { rows: [...rows], shown, hidden: total - shown };
}

export type OwnSession = {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly state: 'draft' | 'submitted' | 'approved' | 'void';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly signedAt: string | null;
  readonly attendees: number;
  readonly isMember: boolean;
  readonly overlaps: string | null;
};

/**
 * A session as the principal may sign in to it: of a unit the principal belongs to on that day, at any depth. Holds its
 * row against changes of state in a transaction. @returns null for every other session.
 */
export async function findOwnSession(db: Db | Tx, principal: Principal, sessionId: string): Promise<OwnSession | null> {
  const rows = await db.execute<OwnSession>(sql`
    select s.id, s.title, s.place, s.state, ${isoTextMs(sql`s.starts_at`)} as "startsAt", ${isoTextMs(sql`s.ends_at`)} as "endsAt",
      (select ${isoTextMs(sql`n.signed_at`)} from session_attendees n where n.session_id = s.id and n.person_id = p.id) as "signedAt",
      (select count(*)::int from session_attendees n where n.session_id = s.id) as attendees, f."isMember", f.overlaps
    from training_sessions s join people p on p.id = ${principal.personId}::uuid left join ${PLACE} place on true,
      lateral (select ${facts(sql`true`)}) f
    where s.id = ${sessionId}::uuid and exists (select 1 from unit_closure c
      where c.ancestor_id = s.unit_id and c.descendant_id = place.unit_id)`);
  return rows[0] ?? null;
}

/** Keeps a session from being handed in until the transaction ends; any number of people sign in side by side. */
export async function holdSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.execute(sql`select 1 from training_sessions where id = ${sessionId}::uuid for share`);
}
