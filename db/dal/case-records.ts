import { sql } from 'drizzle-orm';
import type { Principal } from '../../domain/access/principal.ts';
import type { CaseKind } from '../../domain/certification/case/kinds.ts';
import type { Db, Tx } from '../client.ts';
import { cases } from '../schema/cases.ts';
import { caseVisibleTo } from './cases.ts';

export type CaseRecordLine = {
  readonly no: string;
  readonly kind: CaseKind;
  readonly summary: string;
  readonly state: string;
  /** Instants as ISO text in UTC. */
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** States in the order they were entered. */
  readonly course: readonly { readonly state: string; readonly at: string }[];
};

/** The cases about a person that the principal may see, latest first, each with the states it went through. */
export async function listCaseRecordsOf(
  db: Db | Tx,
  principal: Principal,
  personId: string,
): Promise<readonly CaseRecordLine[]> {
  return db.execute<CaseRecordLine>(sql`
    select ${cases.no}, ${cases.kind}, ${cases.summary}, ${cases.state},
      to_char(${cases.openedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "openedAt",
      to_char(${cases.closedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "closedAt",
      (select coalesce(json_agg(json_build_object('state', t.to_state, 'at', t.at) order by t.seq_no), '[]')
        from case_transitions t where t.case_id = ${cases.id} and (t.seq_no = 1 or t.from_state <> t.to_state)) as course
    from ${cases}
    where ${cases.personId} = ${personId}::uuid and ${caseVisibleTo(principal)}
    order by ${cases.openedAt} desc, ${cases.no} desc`);
}
