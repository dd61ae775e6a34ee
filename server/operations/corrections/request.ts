import { transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { type CorrectableRow, findCorrectableRow, requestCorrection } from '#db/dal/corrections.ts';
import type { Principal } from '#domain/access/principal.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';

export type CorrectionRequest = { readonly ledgerId: string; readonly minutes: number; readonly reason: string };

/** Why a row cannot be corrected by so many minutes; null when it can. */
function obstacle(row: CorrectableRow, minutes: number): string | null {
  if (row.mode === 'correction') return '它本身就是一条更正';
  if (row.isCorrected) return '它已经更正过';
  if (row.isAsked) return '已有一项更正等待审批';
  return minutes > row.minutes ? `最多可冲减 ${row.minutes} 分钟` : null;
}

/**
 * Asks that minutes of a row of the ledger be taken back. Nothing changes until a second person has approved it.
 * @returns NOT_FOUND, CORRECTION_NOT_POSSIBLE.
 */
export function askForCorrection(principal: Principal, request: CorrectionRequest): Promise<Result<{ id: string }>> {
  return transaction(async (tx) => {
    const row = await findCorrectableRow(tx, principal, request.ledgerId);
    if (!row) return fail('NOT_FOUND');
    const reason = obstacle(row, request.minutes);
    if (reason !== null) return fail('CORRECTION_NOT_POSSIBLE', { reason });
    const id = await requestCorrection(tx, principal, request);
    if (id === null) return fail('CORRECTION_NOT_POSSIBLE', { reason: '已有一项更正等待审批' });
    await recordAudit(tx, principal, {
      action: 'hours.request-correction',
      subjectType: 'ledger-correction',
      subjectId: id,
      detail: { ...request, personId: row.personId, title: row.title },
    });
    return ok({ id });
  });
}
