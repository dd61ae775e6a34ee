import { type Db, db, type Tx } from '#db/client.ts';
import { type CorrectableRow, findCorrectableRow } from '#db/dal/corrections.ts';
import { unsafeOwedPlans } from '#db/dal/plans.ts';
import type { Principal } from '#domain/access/principal.ts';
import {
  type CorrectionPreview,
  type CorrectionWarning,
  isShortAfter,
  SHORT_AFTER_TEXT,
} from '#domain/hours/sessions/correction-view.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { unsafeStandings } from '../standing-facts.ts';

/**
 * Finished plans that would be short of hours without the minutes. They stay finished (a completion is evidence), so
 * whoever asks and whoever approves must see it. Bypasses the principal: callers have checked whose row it is.
 */
export async function warningsFor(
  handle: Db | Tx,
  row: Pick<CorrectableRow, 'id' | 'personId' | 'trainingYear'>,
  minutes: number,
): Promise<CorrectionWarning[]> {
  // A plan of an event may have begun in the year before.
  const years = [row.trainingYear, row.trainingYear - 1];
  const owed = (await Promise.all(years.map((year) => unsafeOwedPlans(handle, row.personId, year)))).flat();
  const done = owed.filter((plan) => plan.completedAt !== null);
  const short = (await unsafeStandings(handle, done)).filter(({ standing }) =>
    isShortAfter(standing.rules, row.id, minutes),
  );
  return short.map(({ plan }) => ({
    planTitle: `${plan.trainingYear} 年${plan.policy.title}`,
    text: SHORT_AFTER_TEXT,
  }));
}

/** What a correction would do, before it is asked for. @returns NOT_FOUND. */
export async function previewCorrection(
  principal: Principal,
  ledgerId: string,
  minutes: number,
): Promise<Result<CorrectionPreview>> {
  const row = await findCorrectableRow(db, principal, ledgerId);
  if (!row) return fail('NOT_FOUND');
  return ok({ warnings: await warningsFor(db, row, minutes) });
}
