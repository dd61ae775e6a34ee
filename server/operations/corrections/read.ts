import { db } from '#db/client.ts';
import { listCorrections } from '#db/dal/corrections.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { CorrectionView, CorrectionWarning } from '#domain/hours/sessions/correction-view.ts';
import { warningsFor } from './preview.ts';

const PAGE_SIZE = 20;

export type CorrectionLine = CorrectionView & {
  readonly warnings: readonly CorrectionWarning[];
  /** Asked for by somebody else and not about the principal's own hours. */
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
};

export type CorrectionPage = {
  readonly rows: readonly CorrectionLine[];
  readonly total: number;
  readonly page: number;
  readonly pageCount: number;
};

async function line(principal: Principal, correction: CorrectionView): Promise<CorrectionLine> {
  const isOpen = correction.decision === null;
  const isOwnRequest = correction.requestedBy === principal.accountId;
  const row = { id: correction.ledgerId, personId: correction.personId, trainingYear: correction.trainingYear };
  return {
    ...correction,
    warnings: isOpen ? await warningsFor(db, row, correction.minutes) : [],
    mayDecide: isOpen && !isOwnRequest && correction.personId !== principal.personId,
    mayWithdraw: isOpen && isOwnRequest,
  };
}

/** One page of the corrections that wait, or of those decided; a page past the end is the last one. */
export async function readCorrections(principal: Principal, isOpen: boolean, asked: number): Promise<CorrectionPage> {
  const { total } = await listCorrections(db, principal, isOpen, { limit: 0, offset: 0 });
  const pageCount = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const page = Math.min(Math.max(1, asked), pageCount);
  const { rows } = await listCorrections(db, principal, isOpen, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const lines: CorrectionLine[] = [];
  for (const row of rows) lines.push(await line(principal, row));
  return { rows: lines, total, page, pageCount };
}
