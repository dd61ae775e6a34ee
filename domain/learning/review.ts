/** Why a question stands in the review of a module: answered wrong after a lesson or in practice, or its lesson lost points in an exam. */
export type ReviewReason = 'lesson' | 'practice' | 'exam';

/**
 * A question that may be asked again, with what the person did with it. It belongs to the practice pool or to the end of
 * a lesson; by type there is no place for one of the exam pool.
 */
export type ReviewQuestion = {
  readonly itemId: string;
  readonly lessonId: string;
  readonly pool: 'practice' | 'check';
  /** References it cites and source units it stands on. */
  readonly marks: readonly string[];
  /** Practice pool: how its last answer was; null before the first. */
  readonly lastCorrect: boolean | null;
  /** Check pool: running number of the last wrong answer anywhere, 0 without one. */
  readonly lastWrong: number;
  /** Check pool: running number of the last right answer in a review, 0 without one. */
  readonly lastSettled: number;
  readonly isAnswered: boolean;
  /** Null for one never answered, and for one answered before answers were kept one by one. */
  readonly firstAnsweredAt: Date | null;
};

/** What the latest graded attempt leaves to go over; it names lessons, never a question of the exam. */
export type LostPoints = {
  /** When the attempt was closed. */
  readonly since: Date;
  /** By lesson the marks of what was missed; empty as long as the exam's review policy keeps the paper closed. */
  readonly lessons: ReadonlyMap<string, ReadonlySet<string>>;
};

export type ReviewEntry = {
  readonly itemId: string;
  readonly lessonId: string;
  readonly pool: ReviewQuestion['pool'];
  readonly reason: ReviewReason;
};

/** Questions asked for one lesson in which points were lost. A fixed number: it tells nothing of how many were missed. */
export const QUESTIONS_PER_LOST_LESSON = 2;

/**
 * Whether a question was last got wrong. One of practice is settled by any right answer; a check question only by a
 * right answer in a review, for at the end of its lesson it may be tried until it is right.
 */
export function needsReview(question: ReviewQuestion): boolean {
  return question.pool === 'practice' ? question.lastCorrect === false : question.lastWrong > question.lastSettled;
}

function wasOpenAt(question: ReviewQuestion, since: Date): boolean {
  if (!question.isAnswered) return true;
  return question.firstAnsweredAt !== null && question.firstAnsweredAt > since;
}

/**
 * Stand-ins for what was missed in the exam: of the questions of the lesson that were new to the person when the attempt
 * was closed the first few, nearest in units and laws first. The choice does not move as they are answered, so the
 * point is settled once those few were.
 */
function standIns(questions: readonly ReviewQuestion[], since: Date, marks: ReadonlySet<string>): ReviewQuestion[] {
  const nearness = (question: ReviewQuestion) => question.marks.filter((mark) => marks.has(mark)).length;
  return questions
    .filter((question) => wasOpenAt(question, since))
    .sort(
      (a, b) =>
        nearness(b) - nearness(a) ||
        Number(a.pool === 'check') - Number(b.pool === 'check') ||
        (a.itemId < b.itemId ? -1 : 1),
    )
    .slice(0, QUESTIONS_PER_LOST_LESSON)
    .filter((question) => !question.isAnswered);
}

const RANK: Readonly<Record<ReviewReason, number>> = { lesson: 0, practice: 1, exam: 2 };

/**
 * What there is to go over, each question once: check questions got wrong, practice questions got wrong, then the
 * stand-ins for points lost in the exam; within each in the order given by `lessonOrder`. `lost` null = nothing graded.
 */
export function reviewList(
  questions: readonly ReviewQuestion[],
  lost: LostPoints | null,
  lessonOrder: readonly string[],
): ReviewEntry[] {
  const wrong = questions
    .filter(needsReview)
    .map((question) => ({ question, reason: question.pool === 'check' ? ('lesson' as const) : question.pool }));
  const points = [...(lost?.lessons ?? [])].flatMap(([lessonId, marks]) => {
    const own = questions.filter((question) => question.lessonId === lessonId);
    return standIns(own, lost?.since ?? new Date(0), marks).map((question) => ({ question, reason: 'exam' as const }));
  });
  const place = new Map(lessonOrder.map((id, index) => [id, index]));
  return [...wrong, ...points]
    .map(({ question: { itemId, lessonId, pool }, reason }) => ({ itemId, lessonId, pool, reason }))
    .sort(
      (a, b) =>
        RANK[a.reason] - RANK[b.reason] ||
        (place.get(a.lessonId) ?? 0) - (place.get(b.lessonId) ?? 0) ||
        (a.itemId < b.itemId ? -1 : 1),
    );
}
