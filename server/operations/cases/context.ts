import type { Db, Tx } from '#db/client.ts';
import { unsafeHasFreshFile } from '#db/dal/case-files.ts';
import { type CaseRow, pledgeOpenSeconds } from '#db/dal/cases.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { lifecyclePolicyOn } from '#db/dal/system-lifecycle.ts';
import { unsafeCasePlan, unsafeHighestLevel, unsafeOpenKinds, unsafeSubject } from '#db/dal/system-people-life.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { CaseContext } from '#domain/certification/case/facts.ts';
import { dateIn, isoDate } from '#domain/shared/dates.ts';
import { content } from '../../content/read-content.ts';
import type { Pledge } from '../../content/read-pledges.ts';
import { env } from '../../env.ts';
import { caseLessonsDone } from './case-plan.ts';

/** Months over which an earlier, higher level still decides the length of the 脱密期: the longest the policy knows. */
const LOOK_BACK_MONTHS = 36;

/** The 承诺书 a kind of case ends with; null where nothing is signed. */
export function pledgeFor(kind: CaseRow['kind']): Pledge | null {
  const id = kind === 'exit' ? 'exit' : kind === 'entry' || kind === 'level-change' ? 'entry' : null;
  return id === null ? null : (content().pledges.get(id) ?? null);
}

async function planOf(db: Db | Tx, caseId: string): Promise<CaseContext['plan']> {
  const plan = await unsafeCasePlan(db, caseId, env.SHOUMI_ZONE);
  if (!plan) return { state: 'none', completedOn: null, dueOn: null };
  const dueOn = isoDate(plan.dueOn);
  if (plan.completedOn) return { state: 'complete', completedOn: isoDate(plan.completedOn), dueOn };
  return { state: (await caseLessonsDone(db, plan.assignmentId)) ? 'lessons-done' : 'open', completedOn: null, dueOn };
}

/** What the guards of a case need, read at one instant of the database's clock. */
export async function caseContext(
  db: Db | Tx,
  row: CaseRow,
  by: { readonly principal: Principal | null; readonly passwordConfirmed: boolean },
): Promise<CaseContext> {
  const now = await unsafeNow(db);
  const today = dateIn(env.SHOUMI_ZONE, now);
  const policy = await lifecyclePolicyOn(db, today);
  const pledge = pledgeFor(row.kind);
  const subject = row.personId ? await unsafeSubject(db, row.personId) : null;
  const read =
    pledge && by.principal
      ? await pledgeOpenSeconds(db, by.principal, {
          caseId: row.id,
          pledgeId: pledge.id,
          pledgeVersion: pledge.version,
        })
      : null;
  return {
    now,
    today,
    zone: env.SHOUMI_ZONE,
    policy,
    plan: await planOf(db, row.id),
    highestLevel: row.personId ? await unsafeHighestLevel(db, row.personId, LOOK_BACK_MONTHS) : null,
    openKinds: row.personId ? await unsafeOpenKinds(db, row.personId, row.id) : [],
    isInPost: subject?.lifeState === 'in-post',
    pledgeOpenSeconds: read,
    pledgeInForce: pledge ? `${pledge.id}:${pledge.version}` : null,
    hasFreshScan: await unsafeHasFreshFile(db, row.id),
    passwordConfirmed: by.passwordConfirmed,
  };
}
