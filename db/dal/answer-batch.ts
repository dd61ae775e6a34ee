import type { AppErrorCode } from '../../domain/shared/errors.ts';
import { hotSql } from '../client.ts';
import { sqlState } from '../retry.ts';

/** One answer on its way to the database. */
export type PendingAnswer = {
  /** SHA-256 of the session token, hex. */
  readonly tokenHash: string;
  readonly attemptId: string;
  readonly position: number;
  readonly seq: number;
  readonly response: unknown;
};

export type SaveVerdict = {
  /** `saved` and `repeated` are acknowledgements; `TAKE_OVER` asks the caller to move the attempt first; `AGAIN` to repeat. */
  readonly verdict: 'saved' | 'repeated' | 'TAKE_OVER' | 'AGAIN' | Extract<AppErrorCode, SaveRefusal>;
  readonly ackedSeq: number;
  readonly deadlineAt: Date | null;
  readonly serverNow: Date;
};

type SaveRefusal =
  | 'NOT_SIGNED_IN'
  | 'PASSWORD_CHANGE_REQUIRED'
  | 'NOT_FOUND'
  | 'POSITION_NOT_IN_PAPER'
  | 'ATTEMPT_CLOSED'
  | 'ATTEMPT_MOVED'
  | 'ATTEMPT_EXPIRED'
  | 'STALE_SEQUENCE';

/**
 * One statement does everything for all answers that wait: session, ownership, paper, state, deadline (plus the
 * grace of 5 s, by the database's clock at arrival of the statement), the current answer if its sequence number is
 * newer, the append-only event, and keeping the session alive. The attempts are locked FOR KEY SHARE, so that closing
 * (FOR UPDATE) either sees an answer or makes it refused; nothing acknowledged is left out of a grade.
 */
const SAVE_BATCH = `
with input as materialized (
  -- As text and cast here: the driver would quote the elements of a jsonb[] a second time.
  select idx, token_hash, attempt_id, position, seq, response::jsonb as response
  from unnest($1::int[], $2::text[], $3::uuid[], $4::int[], $5::int[], $6::text[])
    as t(idx, token_hash, attempt_id, position, seq, response)
), locked as materialized (
  select id, person_id, state, deadline_at, holder_session_id, holder_since from attempts
  where id in (select attempt_id from input) order by id for key share
), live as materialized (
  select s.id, s.created_at, s.last_seen_at, a.person_id, a.must_change_password, encode(s.token_hash, 'hex') as token_hash
  from sessions s join accounts a on a.id = s.account_id
  where s.token_hash in (select decode(token_hash, 'hex') from input)
    and s.ended_at is null and s.expires_at > app_now()
    and s.last_seen_at + make_interval(secs => s.idle_seconds) > app_now()
    and a.status = 'active' and a.session_version = s.session_version
), judged as materialized (
  select i.idx, i.attempt_id, i.position, i.seq, i.response, l.id as session_id, t.deadline_at, c.seq as current_seq,
    case
      when l.id is null then 'NOT_SIGNED_IN'
      when l.must_change_password then 'PASSWORD_CHANGE_REQUIRED'
      when t.id is null or t.person_id is distinct from l.person_id then 'NOT_FOUND'
      when p.position is null then 'POSITION_NOT_IN_PAPER'
      when t.state <> 'open' then 'ATTEMPT_CLOSED'
      when t.holder_session_id <> l.id and l.created_at > t.holder_since then 'TAKE_OVER'
      when t.holder_session_id <> l.id then 'ATTEMPT_MOVED'
      when app_now() > t.deadline_at + interval '5 seconds' then 'ATTEMPT_EXPIRED'
      when c.seq = i.seq and c.response = i.response then 'repeated'
      when c.seq >= i.seq then 'STALE_SEQUENCE'
      else 'fresh'
    end as verdict
  from input i
  left join live l on l.token_hash = i.token_hash
  left join locked t on t.id = i.attempt_id
  left join attempt_items p on p.attempt_id = i.attempt_id and p.position = i.position
  left join attempt_answers c on c.attempt_id = i.attempt_id and c.position = i.position
), chosen as materialized (
  select distinct on (attempt_id, position) * from judged where verdict = 'fresh'
  order by attempt_id, position, seq desc, idx
), saved as (
  insert into attempt_answers as c (attempt_id, position, seq, response, saved_at)
  select attempt_id, position, seq, response, app_now() from chosen
  on conflict (attempt_id, position) do update
    set seq = excluded.seq, response = excluded.response, saved_at = excluded.saved_at
    where c.seq < excluded.seq
  returning attempt_id, position, seq, response
), events as (
  insert into attempt_answer_events (attempt_id, position, seq, response, is_late, session_id, at)
  select c.attempt_id, c.position, c.seq, c.response, false, c.session_id, app_now()
  from chosen c join saved s using (attempt_id, position)
  union all
  select attempt_id, position, seq, response, true, session_id, app_now() from judged where verdict = 'ATTEMPT_EXPIRED'
), kept_alive as (
  update sessions set last_seen_at = app_now()
  where id in (select session_id from judged where verdict in ('fresh', 'repeated'))
    and last_seen_at < app_now() - interval '60 seconds'
)
select j.idx,
  case
    when j.verdict <> 'fresh' then j.verdict
    when s.seq = j.seq and s.response = j.response then 'saved'
    when s.seq >= j.seq then 'STALE_SEQUENCE'
    else 'AGAIN'
  end as verdict,
  coalesce(s.seq, j.current_seq, 0) as "ackedSeq",
  case when j.verdict in ('NOT_SIGNED_IN', 'NOT_FOUND', 'PASSWORD_CHANGE_REQUIRED') then null else j.deadline_at end as "deadlineAt",
  app_now() as "serverNow"
from judged j left join saved s using (attempt_id, position)`;

/**
 * Saves a batch of answers in one committed statement. Resolves after the commit, with a verdict for each in the order
 * given; rejects when the database did not confirm, and then nothing may be acknowledged.
 */
export async function saveAnswerBatch(answers: readonly PendingAnswer[]): Promise<SaveVerdict[]> {
  const rows = await hotSql.unsafe<({ idx: number } & SaveVerdict)[]>(
    SAVE_BATCH,
    [
      answers.map((_, index) => index),
      answers.map((a) => a.tokenHash),
      answers.map((a) => a.attemptId),
      answers.map((a) => a.position),
      answers.map((a) => a.seq),
      answers.map((a) => JSON.stringify(a.response)),
    ] as never[],
    { prepare: true },
  );
  const verdicts = new Array<SaveVerdict | undefined>(answers.length);
  for (const { idx, ...verdict } of rows) verdicts[idx] = verdict;
  return verdicts.map((verdict) => {
    if (!verdict) throw new Error('an answer of the batch came back without a verdict');
    return verdict;
  });
}

/** True when the database could not take a value (SQLSTATE class 22): such an answer fails again, those beside it need not. */
export function isUnstorable(error: unknown): boolean {
  return sqlState(error)?.startsWith('22') === true;
}
