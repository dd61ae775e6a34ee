import { and, eq, inArray, sql } from 'drizzle-orm';
import type { DeliveryChannel } from '../../domain/reminders/delivery.ts';
import type { Db, Tx } from '../client.ts';
import { accounts } from '../schema/accounts.ts';
import { notices } from '../schema/certification.ts';
import { deliveries } from '../schema/policies.ts';
import { IS_OUTSIDE, IS_USABLE } from './system-auth.ts';

/** Somebody who holds an office: an account that can be used today. */
export type DeskHolder = {
  readonly accountId: string;
  readonly personId: string | null;
  readonly role: 'hr' | 'office' | 'leader' | 'unit-officer';
  /** Of a 部门保密员 each unit of the own subtree, one row each. */
  readonly unitId: string | null;
};

/** Everybody who may be told of other people's matters. Who left the organisation holds no office. */
export function unsafeDeskHolders(db: Db | Tx): Promise<DeskHolder[]> {
  return db.execute<DeskHolder>(sql`
    select accounts.id as "accountId", accounts.person_id as "personId", r.role, c.descendant_id as "unitId"
    from accounts
    join account_roles r on r.account_id = accounts.id and r.role in ('hr', 'office', 'leader', 'unit-officer')
    left join unit_closure c on c.ancestor_id = r.unit_id
    where ${IS_USABLE} and not ${IS_OUTSIDE} order by accounts.id`);
}

/** One reminder for one recipient: a person, or an account that belongs to none. */
export type Telling = {
  readonly key: string;
  readonly recipient: { readonly personId: string } | { readonly accountId: string };
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly isUrgent: boolean;
  readonly outgoing: { readonly kind: string; readonly title: string; readonly text: string; readonly href: string };
};

type Reachable = { id: string; personId: string | null; employeeNo: string; email: string | null };

function reachable(tx: Tx, personIds: string[], accountIds: string[]): Promise<Reachable[]> {
  const columns = {
    id: accounts.id,
    personId: accounts.personId,
    employeeNo: accounts.employeeNo,
    email: accounts.email,
  };
  const asked = sql`(${personIds.length > 0 ? inArray(accounts.personId, personIds) : sql`false`}
    or ${accountIds.length > 0 ? inArray(accounts.id, accountIds) : sql`false`})`;
  return tx
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.status, 'active'), asked));
}

/** Notices first: a key that a person has been told already is dropped, and nothing leaves the system for it. */
async function newlyTold(tx: Tx, tellings: readonly Telling[]): Promise<Telling[]> {
  const toPeople = tellings.flatMap((one) => ('personId' in one.recipient ? [{ one, ...one.recipient }] : []));
  const told =
    toPeople.length === 0
      ? []
      : await tx
          .insert(notices)
          .values(
            toPeople.map(({ one, personId }) => ({
              personId,
              dedupeKey: `remind:${one.key}`,
              title: one.title,
              body: one.body,
              href: one.href,
              isUrgent: one.isUrgent,
            })),
          )
          .onConflictDoNothing()
          .returning({ personId: notices.personId, key: notices.dedupeKey });
  const fresh = new Set(told.map(({ personId, key }) => `${personId} ${key}`));
  return tellings.filter(
    ({ recipient, key }) => !('personId' in recipient) || fresh.has(`${recipient.personId} remind:${key}`),
  );
}

function outbox(one: Telling, to: Reachable, channel: DeliveryChannel): typeof deliveries.$inferInsert | null {
  const recipient = channel === 'email' ? to.email : to.employeeNo;
  if (recipient === null) return null;
  return {
    // By account, not by address: whoever changes the address is not told again.
    dedupeKey: `${one.key}|${channel}|${to.id}`,
    personId: to.personId,
    kind: one.outgoing.kind,
    channel,
    recipient,
    subject: one.outgoing.title,
    body: one.outgoing.text,
    href: one.outgoing.href,
  };
}

/**
 * Tells each recipient once: a notice inside the system and, in the same transaction, one row of the outbox for every
 * channel and recipient with an address. Who has been told a key before, by whichever instance, is told nothing. Give
 * at most some hundred, without two for the same recipient and key, in one order everywhere.
 * @returns how many were told now.
 */
export async function unsafeTell(
  tx: Tx,
  tellings: readonly Telling[],
  channels: readonly DeliveryChannel[],
): Promise<number> {
  const fresh = await newlyTold(tx, tellings);
  const personIds = fresh.flatMap(({ recipient }) => ('personId' in recipient ? [recipient.personId] : []));
  const accountIds = fresh.flatMap(({ recipient }) => ('accountId' in recipient ? [recipient.accountId] : []));
  if (channels.length === 0 || fresh.length === 0) return personIds.length;
  const found = await reachable(tx, personIds, accountIds);
  const accountOf = (telling: Telling) =>
    found.find(({ id, personId }) =>
      'personId' in telling.recipient ? personId === telling.recipient.personId : id === telling.recipient.accountId,
    );
  const rows = fresh.flatMap((one) => {
    const to = accountOf(one);
    return to ? channels.flatMap((channel) => outbox(one, to, channel) ?? []) : [];
  });
  if (rows.length > 0) await tx.insert(deliveries).values(rows).onConflictDoNothing();
  return fresh.length;
}
