import type { AskedItem, FeedbackView } from './lesson-view.ts';

export type PracticeTopic = {
  readonly lessonId: string;
  readonly number: string;
  readonly title: string;
  /** Questions in the practice pool. */
  readonly items: number;
  /** Questions answered at least once. */
  readonly seen: number;
  readonly answered: number;
  readonly correct: number;
  readonly due: number;
  /** Questions whose last answer was wrong. */
  readonly wrong: number;
};

export type PracticeView = {
  readonly modules: readonly {
    readonly id: string;
    readonly title: string;
    readonly topics: readonly PracticeTopic[];
  }[];
  readonly answered: number;
  readonly correct: number;
  readonly due: number;
  readonly wrong: number;
  /** At most three topics below the mark, weakest first. */
  readonly weak: readonly PracticeTopic[];
};

export type PracticeDraw = { readonly items: readonly AskedItem[] };

/** Feedback with the date on which the question comes back. */
export type PracticeAnswerView = FeedbackView & { readonly dueAt: string };

/** Fewest answers from which a topic's share of right ones says anything. */
const WEAK_TOPIC_MIN_ANSWERS = 3;
/** Below this share of right answers a topic is shown as weak. */
const WEAK_TOPIC_SHARE = 0.7;
const WEAK_TOPICS_MAX = 3;

/** The topics to go over again: answered often enough and below the mark, weakest first, at most three. */
export function weakTopics(topics: readonly PracticeTopic[]): PracticeTopic[] {
  const share = (topic: PracticeTopic) => topic.correct / topic.answered;
  return topics
    .filter((topic) => topic.answered >= WEAK_TOPIC_MIN_ANSWERS && share(topic) < WEAK_TOPIC_SHARE)
    .sort((a, b) => share(a) - share(b))
    .slice(0, WEAK_TOPICS_MAX);
}
