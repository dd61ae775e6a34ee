import type { ItemBody, ItemKey } from '../assessment/item.ts';
import type { BeatReason } from './credit.ts';

/** What the learning API answers; instants are ISO texts of the database's clock, amounts carry their unit. */
export type StandingView = {
  readonly creditedSeconds: number;
  /** Fewest credited seconds with which the lesson can be complete. */
  readonly requiredSeconds: number;
  readonly plannedSeconds: number;
  readonly sectionsDone: readonly string[];
  readonly checksDone: readonly string[];
  /** Section the reader was in last; empty at the beginning. */
  readonly position: string;
  readonly complete: boolean;
  readonly serverNow: string;
};

export type BeatView = {
  readonly creditedSeconds: number;
  readonly requiredSeconds: number;
  readonly serverNow: string;
  readonly complete: boolean;
  /** True until the reader has confirmed to be there; nothing is credited meanwhile. */
  readonly askPresence: boolean;
  readonly reason: BeatReason;
};

/** Feedback on one answer; sent only after an answer was given. */
export type FeedbackView = {
  readonly correct: boolean;
  readonly explanation: string;
  /** For each option why it is right or wrong; keys of a case set read `part.option`. */
  readonly why: Readonly<Record<string, string>>;
  readonly correctOptions: readonly string[];
  readonly key: ItemKey;
};

export type CheckView = FeedbackView & Pick<StandingView, 'checksDone' | 'complete'>;

/** A question as it is asked: by type there is no place for a key. */
export type AskedItem = { readonly itemId: string; readonly lessonId: string; readonly item: ItemBody };

export type LessonCard = {
  readonly lessonId: string;
  readonly number: string;
  readonly title: string;
  readonly question: string;
  readonly minutes: number;
  readonly topics: readonly string[];
  readonly creditedSeconds: number;
  readonly requiredSeconds: number;
  readonly complete: boolean;
  readonly started: boolean;
  readonly position: string;
  /** Plans of this year that demand the lesson, by their kind. */
  readonly requiredBy: readonly string[];
  /** Plans of this year towards whose hours the lesson counts as a choice. */
  readonly electiveIn: readonly string[];
};

export type LessonListView = {
  readonly trainingYear: number;
  readonly minutesPerHour: number;
  /** Minutes in the ledger of the year. */
  readonly countedMinutes: number;
  /** Plans of the year and of events still open. */
  readonly plans: readonly {
    readonly assignmentId: string;
    readonly planKind: string;
    readonly title: string;
    readonly requiredMinutes: number;
    /** Minutes that count towards this plan. */
    readonly countedMinutes: number;
    readonly dueOn: string;
    readonly requiredLessons: number;
    readonly completedLessons: number;
  }[];
  readonly modules: readonly { readonly id: string; readonly title: string; readonly lessons: readonly LessonCard[] }[];
  /** The lesson to go on with: the one begun last, else the first one still demanded; null when nothing is owed. */
  readonly next: LessonCard | null;
  readonly serverNow: string;
};

/** One article beside the text that cites it. */
export type LawArticleView = {
  readonly law: string;
  readonly lawTitle: string;
  readonly version: string;
  readonly article: string;
  readonly title: string;
  readonly chapter: string;
  readonly paragraphs: readonly string[];
  readonly status: string;
  readonly isInForce: boolean;
  readonly inForceFrom: string;
  readonly note: string;
  /** Every version of the law in the register, newest first. */
  readonly versions: readonly {
    readonly version: string;
    readonly status: string;
    readonly inForceFrom: string;
    readonly until: string | null;
    /** Whether this version has an article of the same number; numbers shift between versions. */
    readonly hasArticle: boolean;
  }[];
};
