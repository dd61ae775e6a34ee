import { type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import { APPROVERS, type ApprovalCounts, type ApprovalKind } from '../../domain/people/approvals.ts';
import type { Db, Tx } from '../client.ts';

/**
 * How much waits for the principal's own decision: what somebody else asked for, about somebody else. Whatever the
 * principal would be refused to decide on – the own request, the own hours, plan or certificate, a list with the own
 * name – counts for the others alone.
 */
export async function countApprovals(db: Db | Tx, principal: Principal): Promise<ApprovalCounts> {
  const me = sql`${principal.accountId}::uuid`;
  const notMine = (person: SQL) => sql`${person} is distinct from ${principal.personId}::uuid`;
  const count = (kind: ApprovalKind, from: SQL) =>
    APPROVERS[kind].some((role) => hasRole(principal, role)) ? sql`(select count(*)::int from ${from})` : sql`0`;
  const [row] = await db.execute<ApprovalCounts>(sql`select
    ${count(
      'session',
      sql`training_sessions s where s.state = 'submitted' and s.created_by <> ${me} and s.submitted_by <> ${me}
        and not exists (select 1 from session_attendees n
          where n.session_id = s.id and n.person_id = ${principal.personId}::uuid)`,
    )} as session,
    ${count(
      'exemption',
      sql`plan_exemptions e join plan_assignments pa on pa.id = e.assignment_id
        where e.decision is null and e.requested_by <> ${me} and ${notMine(sql`pa.person_id`)}`,
    )} as exemption,
    ${count(
      'correction',
      sql`ledger_corrections q join hours_ledger h on h.id = q.ledger_id
        where q.decision is null and q.requested_by <> ${me} and ${notMine(sql`h.person_id`)}`,
    )} as correction,
    ${count('policy', sql`policy_drafts d where d.state = 'submitted' and d.made_by <> ${me}`)} as policy,
    ${count(
      'certificate',
      sql`certificate_requests r join certificates c on c.id = r.certificate_id
        where r.decision is null and r.requested_by <> ${me} and ${notMine(sql`c.person_id`)}`,
    )} as certificate`);
  return row ?? { session: 0, exemption: 0, correction: 0, policy: 0, certificate: 0 };
}
