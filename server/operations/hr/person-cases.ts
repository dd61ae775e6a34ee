import { db } from '#db/client.ts';
import { listPersonDocuments } from '#db/dal/case-documents.ts';
import { type CaseListRow, listCases } from '#db/dal/case-lists.ts';
import { type StepRow, unsafeSteps } from '#db/dal/cases.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CASE_DEFINITIONS, stateLabel, stepNamed } from '#domain/certification/case/definitions.ts';
import { CASE_KIND_LABEL } from '#domain/certification/case/kinds.ts';
import type { PersonCase, PersonPaper } from '#domain/certification/case/opening-view.ts';

const SHOWN = 50;

function personCase(row: CaseListRow, steps: readonly StepRow[]): PersonCase {
  return {
    id: row.id,
    no: row.no,
    kindLabel: CASE_KIND_LABEL[row.kind],
    summary: row.summary,
    stateLabel: stateLabel(row.kind, row.state),
    isClosed: row.closedAt !== null,
    isOverdue: row.isOverdue,
    steps: steps.map((step) => ({
      seqNo: step.seqNo,
      label:
        step.event === 'open'
          ? CASE_DEFINITIONS[row.kind].opening.label
          : (stepNamed(row.kind, step.event)?.label ?? step.event),
      stateLabel: stateLabel(row.kind, step.toState),
      entersState: step.fromState !== step.toState || step.seqNo === 1,
      by: step.actorName,
      at: step.at.toISOString(),
    })),
  };
}

/** The cases of a person in the principal's sight with their steps, newest first, and the papers they left behind. */
export async function readPersonCases(
  principal: Principal,
  personId: string,
): Promise<{ readonly cases: readonly PersonCase[]; readonly papers: readonly PersonPaper[] }> {
  const [rows, papers] = await Promise.all([
    listCases(db, principal, { personId, status: 'all' }, { page: 1, size: SHOWN }),
    listPersonDocuments(db, principal, personId),
  ]);
  const cases = await Promise.all(rows.map(async (row) => personCase(row, await unsafeSteps(db, row.id))));
  return {
    cases,
    papers: papers
      .map(({ id, caseId, title, sha256, createdAt }) => ({ id, caseId, title, sha256, at: createdAt.toISOString() }))
      .reverse(),
  };
}
