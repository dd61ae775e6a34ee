import type { LedgerMode } from '../hours/ledger.ts';
import type { ModuleToReview } from './review-view.ts';

/** The one thing to do now. */
export type NextAction = {
  readonly kind: 'exam-open' | 'lesson' | 'exam' | 'wait';
  /** Verb of the button: 继续学习; empty when there is nothing the person can press (`wait`). */
  readonly verb: string;
  readonly what: string;
  readonly note: string;
  readonly href: string;
};

export type Todo = {
  readonly key: string;
  readonly kind: 'lessons' | 'hours' | 'exam' | 'other';
  readonly title: string;
  readonly detail: string;
  /** Calendar date; the list is in its order. */
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly href: string;
  readonly verb: string;
};

export type PlanCard = {
  readonly assignmentId: string;
  readonly title: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  /** `已免训（产假，2026-06-10 批准）`; null for a plan that is owed or finished. */
  readonly exempt: string | null;
  /** Calendar date; null while the plan is open. */
  readonly completedOn: string | null;
  readonly certificateId: string | null;
  readonly hours: { readonly counted: string; readonly required: string; readonly share: number };
  readonly lessons: { readonly counted: number; readonly required: number };
  /** Null for a plan without an exam. */
  readonly exam: { readonly passed: boolean; readonly text: string } | null;
};

export type HoursRing = {
  readonly plan: string;
  readonly countedMinutes: number;
  readonly requiredMinutes: number;
  /** 学时 with one decimal. */
  readonly counted: string;
  readonly required: string;
  readonly missing: string;
  readonly sources: readonly { readonly mode: LedgerMode; readonly label: string; readonly hours: string }[];
};

/** What a person sees first: state of the year, the next step, what is owed, what was earned. */
export type OwnHome = {
  readonly ring: HoursRing | null;
  readonly next: NextAction | null;
  readonly todos: readonly Todo[];
  readonly plans: readonly PlanCard[];
  /** Every plan of the year that is owed is finished, and at least one is. An exempt plan is neither. */
  readonly allDone: boolean;
  readonly dueForPractice: number;
  /** The module with most questions to go over, suggested once all is done; null before and without any. */
  readonly review: ModuleToReview | null;
  readonly certificates: readonly {
    readonly id: string;
    readonly title: string;
    readonly serial: string;
    readonly validUntil: string;
    readonly isValid: boolean;
    readonly stateLabel: string;
  }[];
  readonly notices: readonly {
    readonly id: string;
    readonly title: string;
    readonly body: string;
    readonly href: string | null;
    readonly isUrgent: boolean;
    readonly isRead: boolean;
    readonly createdAt: Date;
  }[];
};

export const MODE_LABEL: Readonly<Record<LedgerMode, string>> = {
  online: '在线学习',
  session: '集中培训',
  visit: '参观见学',
  paper: '线下学习',
  correction: '更正',
};
