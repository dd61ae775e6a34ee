import { type Tx, transaction } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { decideCorrection, findCorrectableRow, lockCorrection, recordReversal } from '#db/dal/corrections.ts';
import { unsafeNotify } from '#db/dal/notices.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { CorrectionDecision, CorrectionView } from '#domain/hours/sessions/correction-view.ts';
import type { AppErrorCode } from '#domain/shared/errors.ts';
import { fail, ok, type Result } from '#domain/shared/result.ts';
import { settlePlans } from '../completion.ts';

const ACTION: Readonly<Record<CorrectionDecision, string>> = {
  approved: 'hours.correct',
  refused: 'hours.refuse-correction',
  withdrawn: 'hours.withdraw-correction',
};

/** Withdrawn by whoever asked; decided by somebody else, and never by the person whose hours they are. */
function obstacle(principal: Principal, correction: CorrectionView, decision: CorrectionDecision): AppErrorCode | null {
  const isOwnRequest = correction.requestedBy === principal.accountId;
  if (decision === 'withdrawn') return isOwnRequest ? null : 'NOT_THE_ASKER';
  if (isOwnRequest) return 'SELF_APPROVAL_REFUSED';
  return correction.personId === principal.personId ? 'OWN_HOURS_REFUSED' : null;
}

async function takeBack(tx: Tx, principal: Principal, correction: CorrectionView): Promise<string> {
  const id = await recordReversal(tx, principal, correction);
  await settlePlans(tx, correction.personId, correction.trainingYear);
  await unsafeNotify(tx, {
    personId: correction.personId,
    dedupeKey: `correction:${correction.id}`,
    title: '您的学时有一项更正',
    body: `“${correction.title}”冲减 ${correction.minutes} 分钟。原因：${correction.reason}`,
    href: '/me',
  });
  return id;
}

export type Decision = { readonly decision: CorrectionDecision; readonly comment: string };

/**
 * A second person decides about a correction. Approved, one reversing row enters the ledger, the rows of the person's
 * plans follow and the person is told, in one transaction; a plan that was finished stays finished. Whoever asked, or
 * whose hours they are, is refused, and the try is recorded.
 * @returns NOT_FOUND, CORRECTION_DECIDED, CORRECTION_NOT_POSSIBLE, SELF_APPROVAL_REFUSED, OWN_HOURS_REFUSED, NOT_THE_ASKER.
 */
export function decideOnCorrection(
  principal: Principal,
  id: string,
  { decision, comment }: Decision,
): Promise<Result<undefined>> {
  return transaction(async (tx): Promise<Result<undefined>> => {
    const correction = await lockCorrection(tx, principal, id);
    if (!correction) return fail('NOT_FOUND');
    const subject = { action: ACTION[decision], subjectType: 'ledger-correction', subjectId: id };
    const { ledgerId, personId, minutes, reason } = correction;
    const detail = { ledgerId, personId, minutes, reason, comment };
    const code = obstacle(principal, correction, decision);
    if (code) {
      await recordAudit(tx, principal, { ...subject, outcome: 'refused', detail: { ...detail, refusal: code } });
      return fail(code);
    }
    if (correction.decision !== null) return fail('CORRECTION_DECIDED');
    if (decision === 'approved') {
      const row = await findCorrectableRow(tx, principal, ledgerId);
      if (row?.isCorrected) return fail('CORRECTION_NOT_POSSIBLE', { reason: '它已经更正过' });
    }
    await decideCorrection(tx, principal, id, decision, comment);
    const reversal = decision === 'approved' ? await takeBack(tx, principal, correction) : null;
    await recordAudit(tx, principal, {
      ...subject,
      detail: reversal === null ? detail : { ...detail, reversesId: ledgerId },
    });
    return ok(undefined);
  });
}
