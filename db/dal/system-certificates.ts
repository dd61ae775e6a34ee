import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Category } from '../../domain/people/types.ts';
import type { IsoDate } from '../../domain/shared/dates.ts';
import type { Db, Tx } from '../client.ts';
import { certificates } from '../schema/certification.ts';
import { organisation, people, personAssignments, units } from '../schema/people.ts';
import { type CertificateRecord, certificateColumns } from './certificates.ts';

export type RosterFacts = {
  readonly issuer: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unit: string;
  readonly category: Category;
};

/** What the roster says about a person on a date, with the organisation's name; null when it does not know them then. */
export async function unsafeRosterFacts(tx: Tx, personId: string, on: IsoDate): Promise<RosterFacts | null> {
  const [row] = await tx
    .select({
      issuer: organisation.name,
      name: people.name,
      employeeNo: people.employeeNo,
      unit: units.name,
      category: personAssignments.category,
    })
    .from(people)
    .innerJoin(organisation, eq(organisation.id, 1))
    .innerJoin(personAssignments, eq(personAssignments.personId, people.id))
    .innerJoin(units, eq(units.id, personAssignments.unitId))
    .where(
      and(
        eq(people.id, personId),
        lte(personAssignments.validFrom, on),
        or(isNull(personAssignments.validTo), gt(personAssignments.validTo, on)),
      ),
    )
    .limit(1);
  return row ?? null;
}

/** Any fixed number that no other advisory lock of the product uses in its first half. */
const SERIAL_LOCK = 0x5e41;

/**
 * The next number of a year, counted from 1, without gaps or doubles. A sequence would leave a gap after every rollback
 * and does not start anew each year; so one transaction at a time counts on from the highest number that stands, under a
 * lock on the year that ends with the transaction. Needs READ COMMITTED: the count must see what the last holder wrote.
 */
export async function unsafeNextSerialNumber(tx: Tx, year: number): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SERIAL_LOCK}::int, ${year}::int)`);
  const [row] = await tx
    .select({ next: sql<number>`coalesce(max(split_part(${certificates.serial}, '-', 3)::int), 0) + 1` })
    .from(certificates)
    .where(sql`${certificates.serial} like ${`SM-${year}-%`}`);
  return row?.next ?? 1;
}

/** Writes the register's row; it never changes afterwards. @returns its id. */
export async function unsafeInsertCertificate(tx: Tx, row: typeof certificates.$inferInsert): Promise<string> {
  const [written] = await tx.insert(certificates).values(row).returning({ id: certificates.id });
  if (!written) throw new Error('the certificate was not written');
  return written.id;
}

/** The certificate behind a random code: whoever holds the paper holds the code. */
export async function unsafeFindCertificateByCode(db: Db | Tx, code: string): Promise<CertificateRecord | null> {
  const [row] = await db.select(certificateColumns).from(certificates).where(eq(certificates.verifyCode, code));
  return row ?? null;
}
