import { db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { CaseView } from '#domain/certification/case/view.ts';
import { dateIn, type IsoDate } from '#domain/shared/dates.ts';
import { ok, type Result } from '#domain/shared/result.ts';
import { env } from '../../env.ts';
import { readCase } from './read-case.ts';

export type CasePage = {
  readonly view: CaseView;
  /** The present by the one clock, for what is counted down on the page. */
  readonly now: string;
  readonly today: IsoDate;
};

/** A case with the present of the server. @returns NOT_FOUND when the case is out of the principal's sight. */
export async function readCasePage(principal: Principal, caseId: string): Promise<Result<CasePage>> {
  const view = await readCase(principal, caseId);
  if (!view.ok) return view;
  const now = await unsafeNow(db);
  return ok({ view: view.value, now: now.toISOString(), today: dateIn(env.SHOUMI_ZONE, now) });
}

/** Today in the organisation's zone, by the one clock. */
export async function readToday(): Promise<IsoDate> {
  return dateIn(env.SHOUMI_ZONE, await unsafeNow(db));
}
