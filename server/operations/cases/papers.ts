import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '#db/client.ts';
import { unsafeInsertDocument } from '#db/dal/case-documents.ts';
import { type CaseRow, recordOf, type StepRow } from '#db/dal/cases.ts';
import { findOrganisation } from '#db/dal/plans.ts';
import { unsafePost } from '#db/dal/posts.ts';
import { unsafeSubject } from '#db/dal/system-people-life.ts';
import { canonicalJson } from '#domain/certification/canonical-json.ts';
import type { CasePaper } from '#domain/certification/case/definition.ts';
import { openingOf } from '#domain/certification/case/fold.ts';
import { POST_LEVEL_LABEL } from '#domain/certification/case/kinds.ts';
import {
  fieldsOf,
  formOf,
  kindText,
  PAPER_TITLE,
  type PaperBody,
  type PaperField,
  paperText,
  signaturesOf,
} from '#domain/certification/case/papers.ts';
import { pledgeFor } from './context.ts';

type Given = {
  readonly row: CaseRow;
  readonly steps: readonly StepRow[];
  readonly step: StepRow;
  readonly paper: CasePaper;
  readonly zone: string;
};

/** Papers that show what was applied for besides what their own step adds. */
const WITH_OPENING: ReadonlySet<CasePaper> = new Set([
  'travel-approval',
  'exit-application',
  'level-change',
  'appointment',
  'cooling-off-notice',
  'expiry-notice',
  'clearance-list',
]);

/** Papers whose restricted answers are theirs to show; who may read them is decided in the data layer. */
const RESTRICTED: ReadonlySet<CasePaper> = new Set(['review-form', 'matter-report', 'violation-report']);

/** Papers of one hand: other opinions of the round do not belong on them. */
const OF_ONE_HAND: ReadonlySet<CasePaper> = new Set(['entrustment', 'exit-talk', 'travel-report']);

function signedFor(paper: CasePaper, steps: readonly StepRow[], step: StepRow): StepRow[] {
  if (OF_ONE_HAND.has(paper)) return [];
  return steps.filter((one) => one.round === step.round || one.seqNo === step.seqNo || one.event === 'submit-review');
}

function instantText(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
}

async function personFields(tx: Tx, row: CaseRow): Promise<PaperField[]> {
  const subject = row.personId ? await unsafeSubject(tx, row.personId) : null;
  const post = row.postId ? await unsafePost(tx, row.postId) : null;
  return [
    ...(subject
      ? [
          { label: '姓名', value: subject.name },
          { label: '工号', value: subject.employeeNo },
          { label: '部门', value: subject.unitName },
        ]
      : []),
    ...(post ? [{ label: '涉密岗位', value: `${post.code} ${post.name}` }] : []),
    ...(row.level ? [{ label: '涉密等级', value: POST_LEVEL_LABEL[row.level] }] : []),
  ];
}

/**
 * Writes the paper a step gives rise to: who, what was given, the signatures so far and the text, as canonical JSON with
 * its SHA-256. What the roster says is that of this instant, so that the paper stays true when the person moves.
 */
export async function writePaper(tx: Tx, { row, steps, step, paper, zone }: Given): Promise<void> {
  const record = recordOf(row, steps);
  const organisation = await findOrganisation(tx);
  const opening = openingOf(record);
  const instant = (at: Date) => instantText(zone, at);
  const confirmer = (id: string) => steps.find((one) => one.event === 'confirm-item' && one.payload.itemId === id);
  const body: PaperBody = {
    v: 1,
    paper,
    title: PAPER_TITLE[paper],
    organisation: organisation?.name ?? '本单位',
    caseNo: row.no,
    caseKind: kindText(record),
    person: await personFields(tx, row),
    fields: [
      ...(WITH_OPENING.has(paper) && step.seqNo !== 1
        ? fieldsOf(formOf(record, opening), opening.payload, false, instant)
        : []),
      ...fieldsOf(formOf(record, step), step.payload, RESTRICTED.has(paper), instant),
    ],
    text: paperText(paper, record, pledgeFor(row.kind)?.paragraphs ?? [], (item) => {
      const done = confirmer(item.id);
      return done ? `${done.actorName}，${instant(done.at)} 确认` : '未确认';
    }),
    signatures: signaturesOf(record, signedFor(paper, steps, step), instant),
    issuedAt: instant(step.at),
  };
  const payload = canonicalJson(body);
  await unsafeInsertDocument(tx, {
    caseId: row.id,
    transitionId: step.id,
    personId: row.personId,
    kind: paper,
    title: body.title,
    payload,
    sha256: createHash('sha256').update(payload, 'utf8').digest('hex'),
  });
}
