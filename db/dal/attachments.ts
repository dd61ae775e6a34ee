import { and, eq, type SQL, sql } from 'drizzle-orm';
import { hasRole, type Principal } from '../../domain/access/principal.ts';
import type { AttachmentView } from '../../domain/hours/sessions/session-view.ts';
import type { Db, Tx } from '../client.ts';
import { type ATTACHMENT_OWNERS, attachments } from '../schema/cases.ts';
import { personVisibleTo, unitVisibleTo } from './scopes.ts';

export type AttachmentOwner = (typeof ATTACHMENT_OWNERS)[number];

/** Role-holders look after sessions; a plain employee sees none, also of the own unit. */
function keepsSessions(principal: Principal): boolean {
  return (['hr', 'office', 'unit-officer', 'leader'] as const).some((role) => hasRole(principal, role));
}

async function exists(db: Db | Tx, query: SQL): Promise<boolean> {
  return (await db.execute(query)).length > 0;
}

/** Whether the principal sees a session, as those who look after its unit do. */
export function seesSession(db: Db | Tx, principal: Principal, id: string): Promise<boolean> {
  if (!keepsSessions(principal)) return Promise.resolve(false);
  return exists(
    db,
    sql`select 1 from training_sessions s where s.id = ${id}::uuid and ${unitVisibleTo(principal, sql`s.unit_id`)}`,
  );
}

/** Whether the principal sees a request for exemption or extension: the person themself and those who look after them. */
export function seesExemption(db: Db | Tx, principal: Principal, id: string): Promise<boolean> {
  return exists(
    db,
    sql`select 1 from plan_exemptions e join plan_assignments pa on pa.id = e.assignment_id
      where e.id = ${id}::uuid and ${personVisibleTo(principal, sql`pa.person_id`)}`,
  );
}

/** Holds a draft session so that nothing is handed in while a file is added. @returns false when it is no draft. */
export async function holdDraftSession(tx: Tx, id: string): Promise<boolean> {
  return exists(tx, sql`select 1 from training_sessions where id = ${id}::uuid and state = 'draft' for update`);
}

/** The same for a case that is not closed. */
export async function holdOpenCase(tx: Tx, id: string): Promise<boolean> {
  return exists(tx, sql`select 1 from cases where id = ${id}::uuid and closed_at is null for update`);
}

/** The same for a request that has not been decided, by whoever asked or the person it is about. */
export async function holdOpenExemption(tx: Tx, principal: Principal, id: string): Promise<boolean> {
  return exists(
    tx,
    sql`select 1 from plan_exemptions e where e.id = ${id}::uuid and e.decision is null
      and (e.requested_by = ${principal.accountId}::uuid or exists (select 1 from plan_assignments pa
        where pa.id = e.assignment_id and pa.person_id = ${principal.personId}::uuid)) for update of e`,
  );
}

/** Kinds of case whose files are review material, reports or proofs of them (实施条例 2024 第 50 条). */
const CONFIDED = ['entry', 'review', 'level-change', 'report', 'cooling-off-request', 'violation'];

/**
 * Of the files of such a case 人事部门 and 保密办 read all, unless the case is about themselves; everybody else who sees
 * the case reads the own ones.
 */
function fileVisibleTo(principal: Principal): SQL {
  const isDesk = hasRole(principal, 'hr') || hasRole(principal, 'office');
  const mayRead = isDesk ? sql`c.person_id is distinct from ${principal.personId}::uuid` : sql`false`;
  return sql`(t.owner_type <> 'case' or t.uploaded_by = ${principal.accountId}::uuid
    or exists (select from cases c where c.id = t.owner_id and (c.kind not in ${CONFIDED} or ${mayRead})))`;
}

const ofOwner = (ownerType: AttachmentOwner, ownerId: string) =>
  and(eq(attachments.ownerType, ownerType), eq(attachments.ownerId, ownerId));

/** The files of something as far as the principal may read them, in the order they came; asked after what it belongs to. */
export async function listAttachments(
  db: Db | Tx,
  principal: Principal,
  ownerType: AttachmentOwner,
  ownerId: string,
): Promise<AttachmentView[]> {
  const rows = await db.execute<AttachmentView>(sql`
    select t.id, t.file_name as "fileName", t.media_type as "mediaType", t.size_bytes as "sizeBytes", t.sha256,
      (select a.display_name from accounts a where a.id = t.uploaded_by) as "uploadedByName",
      to_char(t.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "uploadedAt"
    from attachments t where t.owner_type = ${ownerType} and t.owner_id = ${ownerId}::uuid and ${fileVisibleTo(principal)}
    order by t.uploaded_at, t.id`);
  return [...rows];
}

/** SHA-256 of the files of something, in the order they came. */
export async function listAttachmentHashes(
  db: Db | Tx,
  _principal: Principal,
  ownerType: AttachmentOwner,
  ownerId: string,
): Promise<string[]> {
  const rows = await db
    .select({ sha256: attachments.sha256 })
    .from(attachments)
    .where(ofOwner(ownerType, ownerId))
    .orderBy(attachments.uploadedAt, attachments.id);
  return rows.map((row) => row.sha256);
}

export type NewAttachment = {
  readonly ownerType: AttachmentOwner;
  readonly ownerId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

/** Keeps a file for good in the principal's name. @returns its id. */
export async function insertAttachment(tx: Tx, principal: Principal, values: NewAttachment): Promise<string> {
  const [row] = await tx
    .insert(attachments)
    .values({ ...values, uploadedBy: principal.accountId })
    .returning({ id: attachments.id });
  if (!row) throw new Error('an insert always gives its row');
  return row.id;
}

export type StoredAttachment = Omit<NewAttachment, 'sizeBytes'> & { readonly id: string };

/** One file without its bytes, if the principal may read it; the caller asks about its owner before anything leaves. */
export async function findAttachment(
  db: Db | Tx,
  principal: Principal,
  id: string,
): Promise<Omit<StoredAttachment, 'bytes'> | null> {
  const rows = await db.execute<Omit<StoredAttachment, 'bytes'>>(sql`
    select t.id, t.owner_type as "ownerType", t.owner_id as "ownerId", t.file_name as "fileName",
      t.media_type as "mediaType", t.sha256
    from attachments t where t.id = ${id}::uuid and ${fileVisibleTo(principal)}`);
  return rows[0] ?? null;
}

/** The bytes of a file the principal has been found to see. */
export async function readAttachmentBytes(db: Db | Tx, _principal: Principal, id: string): Promise<Uint8Array | null> {
  const [row] = await db.select({ bytes: attachments.bytes }).from(attachments).where(eq(attachments.id, id));
  return row?.bytes ?? null;
}
