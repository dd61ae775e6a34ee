import type { DemonstrationLesson, DemonstrationRows } from '#db/dal/system-demonstration.ts';
import { hoursText, type LedgerMode } from '#domain/hours/ledger.ts';
import type { EvidenceAttempt, EvidenceRow } from '#domain/hours/plan-evidence.ts';
import type { Plan } from './plans.ts';
import type { Reading } from './reading.ts';
import type { Sitting } from './sitting.ts';

type Row<T extends keyof DemonstrationRows> = NonNullable<DemonstrationRows[T]>[number];

/** Minutes that enter the ledger. */
export type LedgerEntry = {
  readonly mode: LedgerMode;
  readonly minutes: number;
  readonly title: string;
  readonly lesson: DemonstrationLesson | null;
  /** Which reading of the lesson in the year. */
  readonly round: number;
  readonly topics: readonly string[];
  readonly from: Date;
  readonly to: Date;
  readonly at: Date;
  readonly reversesId: string | null;
  readonly reason: string;
  readonly evidence: Record<string, string | number>;
};

type Of = { readonly id: string; readonly personId: string; readonly trainingYear: number };

const isUnitOrganised = ({ mode }: LedgerEntry) => mode === 'session' || mode === 'visit';

export function ledgerRow(entry: LedgerEntry, of: Of, clerkId: string): Row<'hoursLedger'> {
  const { mode, minutes, title, reversesId, reason, evidence, round } = entry;
  return {
    ...of,
    minutes,
    mode,
    lessonId: entry.lesson?.lessonId ?? null,
    lessonVersion: entry.lesson?.version ?? null,
    round,
    title,
    topics: [...entry.topics],
    isUnitOrganised: isUnitOrganised(entry),
    occurredFrom: entry.from,
    occurredTo: entry.to,
    reversesId,
    recordedBy: mode === 'online' ? null : clerkId,
    reason,
    evidence,
    createdAt: entry.at,
  };
}

/** The same entry as the rules of plans see it. */
export function evidenceRow(entry: LedgerEntry, { id, trainingYear }: Of): EvidenceRow {
  const { mode, minutes, title, topics, reversesId } = entry;
  const lessonId = entry.lesson?.lessonId ?? null;
  const own = { id, trainingYear, occurredTo: entry.to, isUnitOrganised: isUnitOrganised(entry) };
  return { ...own, mode, minutes, title, lessonId, topics, reversesId };
}

export function evidenceAttempt(examId: string, sitting: Sitting): EvidenceAttempt {
  const { attemptId, no, startedAt, closedAt, score, passed } = sitting;
  return { attemptId, examId, attemptNo: no, state: 'graded', startedAt, closedAt, score, passed };
}

export function planRow(plan: Plan): Row<'planAssignments'> {
  return {
    id: plan.id,
    personId: plan.member.id,
    planKind: plan.kind,
    trainingYear: plan.year,
    policyVersionId: plan.policyVersionId,
    requiredMinutes: plan.policy.requiredMinutes,
    dueOn: plan.dueOn,
    assignedAt: plan.assignedAt,
    assignedBy: null,
    reason: plan.reason,
    caseId: plan.caseId,
    countsFrom: plan.caseId === null ? null : plan.assignedAt,
  };
}

export function assignedText({ policy, year, dueOn, caseId }: Plan): { title: string; body: string } {
  const hours = hoursText(policy.requiredMinutes, policy.minutesPerHour);
  return {
    title: caseId === null ? `${year} 年${policy.title}已列入计划` : `${policy.title}已列入计划`,
    body: `需完成 ${hours} 学时和 ${policy.requiredLessons.length} 门必修课，请在 ${dueOn} 前完成。`,
  };
}

export function progressRow(
  reading: Reading,
  of: { personId: string; trainingYear: number; lesson: DemonstrationLesson; round: number },
): Row<'lessonProgress'> {
  return {
    personId: of.personId,
    lessonId: of.lesson.lessonId,
    trainingYear: of.trainingYear,
    lessonVersion: of.lesson.version,
    round: of.round,
    creditedSeconds: reading.creditedSeconds,
    sectionsDone: reading.sectionsDone,
    checksDone: reading.checksDone,
    position: reading.position,
    startedAt: reading.startedAt,
    updatedAt: reading.endedAt,
    completedAt: reading.isComplete ? reading.endedAt : null,
  };
}
