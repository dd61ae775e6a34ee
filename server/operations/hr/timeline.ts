import type {
  AttemptLine,
  CertificateLine,
  LedgerLineRow,
  PersonHead,
  PlanLine,
  PostRow,
} from '#db/dal/person-file.ts';
import type { PersonCase } from '#domain/certification/case/opening-view.ts';
import { approvedText } from '#domain/people/exemption.ts';
import type { ExemptionRow } from '#domain/people/exemption-view.ts';
import { CATEGORY_LABEL, LIFE_LABEL } from '#domain/people/types.ts';
import { PLAN_LABEL } from '#domain/policy/plan-policy.ts';
import { dateIn } from '#domain/shared/dates.ts';

export type TimelineEntry = {
  readonly key: string;
  /** `YYYY-MM-DD` in the organisation's zone. */
  readonly on: string;
  readonly kind: 'post' | 'plan' | 'hours' | 'exam' | 'certificate' | 'case';
  readonly text: string;
};

type Sources = {
  readonly head: PersonHead;
  readonly posts: readonly PostRow[];
  readonly ledger: readonly LedgerLineRow[];
  readonly attempts: readonly AttemptLine[];
  readonly certificates: readonly CertificateLine[];
  readonly plans: readonly PlanLine[];
  readonly requests: readonly ExemptionRow[];
  readonly zone: string;
};

function attemptText(attempt: AttemptLine): string {
  const name = `${attempt.examTitle}，第 ${attempt.attemptNo} 次`;
  if (attempt.state === 'void') return `${name}：已作废`;
  if (attempt.score === null) return `${name}：尚未出成绩`;
  return `${name}：${attempt.score} 分，${attempt.passed ? '通过' : '未通过'}`;
}

function postText(post: PostRow): string {
  return [post.unitPath, post.title, CATEGORY_LABEL[post.category], LIFE_LABEL[post.lifeState]]
    .filter(Boolean)
    .join(' · ');
}

function ledgerText(row: LedgerLineRow): string {
  if (row.mode === 'correction') return `更正学时 ${row.minutes} 分钟：${row.title}`;
  return `${row.title}，计 ${row.minutes} 分钟`;
}

/** 免训 and 延期 that were approved, each on its day. */
function approvals(requests: readonly ExemptionRow[]): TimelineEntry[] {
  return requests.flatMap((request) => {
    if (request.decision !== 'approved' || request.decidedOn === null) return [];
    const plan = `${request.trainingYear} 年${PLAN_LABEL[request.planKind]}`;
    const text = approvedText({ ...request, decidedOn: request.decidedOn });
    return [{ key: request.id, on: request.decidedOn, kind: 'plan' as const, text: `${plan}${text}` }];
  });
}

/** Everything on record of one person, latest first. */
export function timelineOf({
  head,
  posts,
  ledger,
  attempts,
  certificates,
  plans,
  requests,
  zone,
}: Sources): TimelineEntry[] {
  const day = (instant: string) => dateIn(zone, new Date(instant));
  const entries: TimelineEntry[] = [
    { key: 'joined', on: head.joinedOn, kind: 'post', text: '入职' },
    ...(head.leftOn ? [{ key: 'left', on: head.leftOn, kind: 'post' as const, text: '离职' }] : []),
    ...posts.map((post) => ({ key: post.id, on: post.validFrom, kind: 'post' as const, text: postText(post) })),
    ...ledger.map((row) => ({ key: row.id, on: day(row.occurredTo), kind: 'hours' as const, text: ledgerText(row) })),
    ...attempts.map((attempt) => ({
      key: attempt.id,
      on: day(attempt.closedAt ?? attempt.startedAt),
      kind: 'exam' as const,
      text: attemptText(attempt),
    })),
    ...certificates.map((certificate) => ({
      key: certificate.id,
      on: certificate.issuedOn,
      kind: 'certificate' as const,
      text: `签发${PLAN_LABEL[certificate.planKind]}合格证明 ${certificate.serial}，有效期至 ${certificate.validUntil}`,
    })),
    ...approvals(requests),
    ...plans.flatMap((plan) => {
      const name = `${plan.trainingYear} 年${PLAN_LABEL[plan.planKind]}`;
      const assigned = {
        key: `${plan.assignmentId}-assigned`,
        on: day(plan.assignedAt),
        kind: 'plan' as const,
        text: `列入${name}，截止 ${plan.dueOn}`,
      };
      if (!plan.completedAt) return [assigned];
      return [
        assigned,
        { key: `${plan.assignmentId}-done`, on: day(plan.completedAt), kind: 'plan' as const, text: `${name}达标` },
      ];
    }),
  ];
  return entries.sort((a, b) => b.on.localeCompare(a.on));
}

/** The same with every state a case of the person entered. */
export function withCases(
  timeline: readonly TimelineEntry[],
  cases: readonly PersonCase[],
  zone: string,
): TimelineEntry[] {
  const entered = cases.flatMap((one) =>
    one.steps
      .filter((step) => step.entersState)
      .map((step) => ({
        key: `${one.id}-${step.seqNo}`,
        on: dateIn(zone, new Date(step.at)),
        kind: 'case' as const,
        text: `${one.kindLabel} ${one.no}：${step.label}，进入“${step.stateLabel}”`,
      }))
      .reverse(),
  );
  return [...timeline, ...entered].sort((a, b) => b.on.localeCompare(a.on));
}
