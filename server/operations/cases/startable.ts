import { db } from '#db/client.ts';
import { unsafeSubject } from '#db/dal/system-people-life.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CASE_DEFINITIONS } from '#domain/certification/case/definitions.ts';
import type { CaseKind } from '#domain/certification/case/kinds.ts';
import { openingFailure } from '#domain/certification/case/opening.ts';
import { kindsForSubject, type OwnKind } from '#domain/certification/case/startable.ts';

export type Startable = { readonly kind: OwnKind; readonly label: string; readonly basis: string };

/** What the principal can begin about themselves today; empty without a unit, outside the life-cycle, or once left. */
export async function readStartable(principal: Principal): Promise<Startable[]> {
  const subject = principal.personId === null ? null : await unsafeSubject(db, principal.personId);
  if (!subject) return [];
  return kindsForSubject()
    .filter((kind) => openingFailure(kind, subject) === null)
    .map((kind) => {
      const { label, basis } = CASE_DEFINITIONS[kind].opening;
      return { kind, label, basis };
    });
}

/** True when the principal can begin a case of the kind about themselves today. */
export async function isStartable(principal: Principal, kind: CaseKind): Promise<boolean> {
  return (await readStartable(principal)).some((one) => one.kind === kind);
}
