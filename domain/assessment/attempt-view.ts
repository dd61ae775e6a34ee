import type { Blueprint } from './blueprint.ts';
import type { ItemBody } from './item.ts';
import type { Response } from './response.ts';

/** What the exam API answers; times are ISO instants of the database's clock. By type there is no place for a key. */
export type AttemptItemView = {
  readonly position: number;
  readonly section: string;
  readonly points: number;
  /** Options already stand in the order drawn for this attempt. */
  readonly item: ItemBody;
  readonly response: Response | null;
  /** Highest acknowledged sequence number; 0 = nothing saved yet. */
  readonly seq: number;
};

export type AttemptView = {
  readonly attemptId: string;
  readonly examId: string;
  readonly title: string;
  readonly attemptNo: number;
  readonly state: 'open' | 'submitted' | 'graded' | 'void';
  readonly startedAt: string;
  readonly deadlineAt: string;
  readonly serverNow: string;
  readonly candidate: { readonly name: string; readonly employeeNo: string };
  /** True while another device holds the paper; saving here is refused until it is taken over. */
  readonly heldElsewhere: boolean;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly passMark: number;
  /** How multiple choice is scored; told to the candidate beside each such question. */
  readonly multipleRule: Blueprint['multipleRule'];
  /** Empty once the attempt is closed. */
  readonly items: readonly AttemptItemView[];
};

export type ExamView = {
  readonly examId: string;
  /** The plan of the candidate that the exam is sat for. */
  readonly assignmentId: string | null;
  readonly title: string;
  readonly planKind: string;
  readonly trainingYear: number;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly durationSeconds: number;
  readonly itemCount: number;
  readonly passMark: number;
  readonly attemptsMax: number;
  readonly attemptsUsed: number;
  readonly coolDownMinutes: number;
  readonly basis: string;
  readonly bestScore: number | null;
  readonly passed: boolean;
  readonly openAttemptId: string | null;
  readonly lastAttemptId: string | null;
  /** Why it cannot be started now; null = can be started. */
  readonly blockedBy: { readonly code: string; readonly message: string } | null;
  readonly serverNow: string;
};

export type SubmitView = {
  readonly state: 'submitted' | 'graded' | 'void';
  readonly score?: number;
  readonly maxScore?: number;
  readonly passed?: boolean;
};

/** One item of a released review: what was answered, the key, and why. */
export type ReviewItem = {
  readonly position: number;
  readonly points: number;
  readonly max: number;
  readonly outcome: 'right' | 'partial' | 'wrong' | 'blank';
  readonly item: ItemBody;
  readonly response: Response | null;
  readonly key: unknown;
  readonly laws: readonly string[];
};

export type ResultView = {
  readonly attemptId: string;
  readonly examId: string;
  readonly title: string;
  readonly attemptNo: number;
  readonly state: 'submitted' | 'graded' | 'void';
  readonly closedBy: 'candidate' | 'deadline' | 'invigilator' | null;
  readonly startedAt: string;
  readonly closedAt: string | null;
  readonly score: number | null;
  readonly maxScore: number | null;
  readonly passMark: number;
  readonly passed: boolean | null;
  /** Points by module with its title, for "by topic against the pass mark". */
  readonly topics: readonly {
    readonly module: string;
    readonly title: string;
    readonly points: number;
    readonly max: number;
  }[];
  readonly answered: number;
  readonly itemCount: number;
  /** When keys and explanations open, or null when they never do. */
  readonly reviewFrom: string | null;
  /** Filled only when the review policy has released it. */
  readonly review: readonly ReviewItem[] | null;
  readonly certificateId: string | null;
  /** What stands between this person and the finished plan, in one sentence; null when done. */
  readonly nextStep: { readonly text: string; readonly href: string } | null;
};
