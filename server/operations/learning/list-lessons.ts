import { db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { sumOwnMinutes } from '#db/dal/hours.ts';
import { listOwnPlans, listProgress, type OwnPlan, type ProgressRow } from '#db/dal/learning.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Lesson } from '#domain/learning/lesson-ast.ts';
import { minimumSeconds } from '#domain/learning/lesson-complete.ts';
import type { LessonCard, LessonListView } from '#domain/learning/lesson-view.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { content } from '../../content/read-content.ts';
import { env } from '../../env.ts';

/** 1 学时 in minutes where the person has no plan whose rule says otherwise. */
const DEFAULT_MINUTES_PER_HOUR = 45;

function cardOf(lesson: Lesson, progress: ProgressRow | undefined, plans: readonly OwnPlan[]): LessonCard {
  const kinds = (list: 'requiredLessons' | 'electiveLessons') =>
    plans.filter((plan) => plan.policy[list].includes(lesson.id)).map((plan) => plan.planKind);
  return {
    lessonId: lesson.id,
    number: lesson.number,
    title: lesson.title,
    question: lesson.question,
    minutes: lesson.minutes,
    topics: lesson.topics,
    creditedSeconds: progress?.creditedSeconds ?? 0,
    requiredSeconds: minimumSeconds(lesson.minutes),
    complete: Boolean(progress?.completedAt),
    started: progress !== undefined,
    position: progress?.position ?? '',
    requiredBy: kinds('requiredLessons'),
    electiveIn: kinds('electiveLessons'),
  };
}

/** The lesson begun last, else the first one demanded, else the first one that still adds hours that are owed. */
function nextOf(cards: readonly LessonCard[], progress: readonly ProgressRow[], hoursOwed: boolean): LessonCard | null {
  const byId = new Map(cards.map((card) => [card.lessonId, card]));
  const begun = progress.map((row) => byId.get(row.lessonId)).find((card) => card && !card.complete);
  const demanded = cards.find((card) => card.requiredBy.length > 0 && !card.complete);
  const elective = hoursOwed ? cards.find((card) => card.electiveIn.length > 0 && !card.complete) : undefined;
  return begun ?? demanded ?? elective ?? null;
}

/** Every lesson with the principal's own standing this training year and the plans that ask for it. */
export async function listLessons(principal: Principal): Promise<LessonListView> {
  const now = await unsafeNow(db);
  const year = trainingYear(env.SHOUMI_ZONE, now);
  const [progress, plans, countedMinutes] = await Promise.all([
    listProgress(db, principal, year),
    listOwnPlans(db, principal, year),
    sumOwnMinutes(db, principal, year),
  ]);
  const { curriculum, lessons } = content();
  const byLesson = new Map(progress.map((row) => [row.lessonId, row]));
  const modules = curriculum.modules.map((module) => ({
    id: module.id,
    title: module.title,
    lessons: module.lessons.flatMap((id) => {
      const lesson = lessons.get(id);
      return lesson ? [cardOf(lesson, byLesson.get(id), plans)] : [];
    }),
  }));
  const cards = modules.flatMap((module) => module.lessons);
  const complete = new Set(cards.filter((card) => card.complete).map((card) => card.lessonId));
  return {
    trainingYear: year,
    minutesPerHour: plans[0]?.policy.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
    countedMinutes,
    plans: plans.map((plan) => ({
      planKind: plan.planKind,
      title: plan.policy.title,
      requiredMinutes: plan.requiredMinutes,
      dueOn: plan.dueOn,
      requiredLessons: plan.policy.requiredLessons.length,
      completedLessons: plan.policy.requiredLessons.filter((id) => complete.has(id)).length,
    })),
    modules: modules.filter((module) => module.lessons.length > 0),
    next: nextOf(
      cards,
      progress,
      plans.some((plan) => countedMinutes < plan.requiredMinutes),
    ),
    serverNow: now.toISOString(),
  };
}
