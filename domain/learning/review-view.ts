import type { Inline } from './lesson-ast.ts';
import type { AskedItem, FeedbackView } from './lesson-view.ts';
import type { ReviewReason } from './review.ts';

/** A question of the review as it is asked: by type there is no place for a key. */
export type ReviewAsked = AskedItem & {
  readonly reason: ReviewReason;
  /** `6.2 手机与智能终端`. */
  readonly lesson: string;
};

export type ReviewAnswerView = FeedbackView & {
  /** Questions of the module still to go over after this answer. */
  readonly left: number;
  /** Where the lesson speaks of it. */
  readonly reading: { readonly href: string; readonly label: string };
  readonly laws: readonly { readonly ref: string; readonly label: string }[];
};

/** What to do after a lesson or a review; one tap away. */
export type StudyNext = {
  readonly kind: 'lesson' | 'exam' | 'exam-open' | 'review' | 'wait' | 'done';
  readonly text: string;
  readonly href: string;
};

/** What the page of a lesson says of going on and of going over. */
export type LessonOutlook = {
  /** What the own plans ask for next; null for who owes nothing more. */
  readonly next: StudyNext | null;
  /** The next lesson not read this year, for who learns more than is owed. */
  readonly free: StudyNext | null;
  readonly review: {
    readonly moduleId: string;
    /** Check questions of the lesson that were answered wrong and not settled in a review since. */
    readonly missed: readonly string[];
    /** No other lesson of the module is still demanded. */
    readonly isLastOfModule: boolean;
  };
};

export type ModuleReview = {
  /** `M6`. */
  readonly moduleId: string;
  readonly title: string;
  readonly items: readonly ReviewAsked[];
  /** One-screen summaries of the lessons read. */
  readonly summaries: readonly {
    readonly lessonId: string;
    readonly label: string;
    readonly lines: readonly (readonly Inline[])[];
  }[];
  readonly next: StudyNext | null;
};

/** A module with the number of questions to go over in it. */
export type ModuleToReview = {
  readonly moduleId: string;
  readonly title: string;
  readonly count: number;
};

/** The page of a module's review. */
export function reviewPath(moduleId: string): string {
  return `/learn/review/${moduleId.toLowerCase()}`;
}
