import type { Tx } from '#db/client.ts';
import { unsafeRecordSystemAudit } from '#db/dal/audit.ts';
import {
  type CaseRow,
  unsafeInsertCase,
  unsafeInsertStep,
  unsafeLockCase,
  unsafeNextCaseNumber,
  unsafeUpdateCase,
} from '#db/dal/cases.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { unsafeSubject } from '#db/dal/system-people-life.ts';
import { CASE_DEFINITIONS } from '#domain/certification/case/definitions.ts';
import { CASE_KIND_PREFIX, type CaseKind } from '#domain/certification/case/kinds.ts';
import { levelOf, openingFailure } from '#domain/certification/case/opening.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { env } from '../../env.ts';
import { caseContext } from './context.ts';
import { derivedRow } from './derived-row.ts';
import { tellSubject } from './notices.ts';

/**
 * Opens a case that follows from another or from a date: a failed 复审 becomes 离岗, a due one 复审. Does nothing when the
 * person's state does not allow it or such a case is open already. @returns the id, or null.
 */
export async function openBySystem(
  tx: Tx,
  kind: Exclude<CaseKind, 'post'>,
  personId: string,
  parent: Pick<CaseRow, 'id'> | null,
  payload: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  const subject = await unsafeSubject(tx, personId);
  if (!subject || openingFailure(kind, subject)) return null;
  const now = await unsafeNow(tx);
  const { opening } = CASE_DEFINITIONS[kind];
  const values = { personId, ...payload };
  const state = opening.initialOf?.(values) ?? opening.initial;
  const caseId = await unsafeInsertCase(tx, {
    no: await unsafeNextCaseNumber(tx, kind, CASE_KIND_PREFIX[kind], trainingYear(env.SHOUMI_ZONE, now)),
    kind,
    personId,
    postId: subject.currentPostId,
    level: levelOf(subject.category),
    unitId: subject.unitId,
    state,
    version: 0,
    turn: [],
    stateSince: now,
    openedAt: now,
    parentId: parent?.id ?? null,
  });
  if (!caseId) return null;
  const step = await unsafeInsertStep(tx, {
    caseId,
    seqNo: 1,
    round: 1,
    event: 'open',
    fromState: state,
    toState: state,
    actorRole: 'system',
    actorName: '系统',
    subjectPersonId: personId,
    isOpinion: false,
    payload: values,
  });
  await unsafeRecordSystemAudit(tx, '系统（流程）', {
    action: 'case.open',
    subjectType: 'case',
    subjectId: caseId,
    detail: { kind, personId, parentId: parent?.id ?? '' },
  });
  const row = await unsafeLockCase(tx, caseId);
  if (!row) throw new Error('a case just opened must be there');
  const context = await caseContext(tx, row, { principal: null, passwordConfirmed: false });
  await unsafeUpdateCase(tx, caseId, derivedRow(row, [step], context));
  await tellSubject(tx, row, [step]);
  return caseId;
}
