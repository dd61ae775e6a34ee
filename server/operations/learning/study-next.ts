import type { Principal } from '#domain/access/principal.ts';
import type { Lesson } from '#domain/learning/lesson-ast.ts';
import { reviewPath, type StudyNext } from '#domain/learning/review-view.ts';
import { content } from '../../content/read-content.ts';
import { listExams } from '../exam/list-exams.ts';
import { nextAction } from '../home/next-action.ts';
import { currentYear, ownStandings } from '../standing.ts';
import { isOpenPlan, type PlanWithStanding } from '../standing-facts.ts';
import { demandedLessons } from './list-lessons.ts';
import { modulesToReview } from './review-list.ts';

/** Where somebody stands: the lesson they are in, or the module they went over. */
export type Place = { readonly lessonId?: string; readonly moduleId?: string };

function lessonStep({ id, number, title }: Lesson): StudyNext {
  return { kind: 'lesson', text: `下一课：${number} ${title}`, href: `/learn/${id}` };
}

/** All lessons in teaching order and round: from behind the lesson one is in, which is left out, or from the module on. */
function fromHere({ lessonId, moduleId }: Place): Lesson[] {
  const order = [...content().lessons.values()];
  const start = moduleId
    ? order.findIndex((lesson) => lesson.module === moduleId)
    : order.findIndex((lesson) => lesson.id === lessonId) + 1;
  return [...order.slice(start), ...order.slice(0, start)].filter((lesson) => lesson.id !== lessonId);
}

/** A lesson the open plans still ask for by name, else one that adds hours they are short of. */
function owedLesson(items: readonly PlanWithStanding[], place: Place): Lesson | undefined {
  const order = fromHere(place);
  const demanded = demandedLessons(items);
  const forHours = items.filter(isOpenPlan).map(({ standing }) => standing.nextStep);
  return (
    order.find((lesson) => demanded.has(lesson.id)) ??
    order.find((lesson) => forHours.some((step) => step.kind === 'lesson' && step.lessonId === lesson.id))
  );
}

/** What the own plans ask for after the last lesson: the exam, then what there is to go over, then waiting, or nothing more. */
async function afterLessons(
  principal: Principal,
  items: readonly PlanWithStanding[],
  place: Place,
): Promise<StudyNext | null> {
  const action = nextAction(items, await listExams(principal), null);
  if (action?.kind === 'exam' || action?.kind === 'exam-open')
    return { kind: action.kind, text: `${action.verb}：${action.what}`, href: action.href };
  const reviews = (await modulesToReview(principal)).filter((module) => module.moduleId !== place.moduleId);
  const own = content().lessons.get(place.lessonId ?? '')?.module;
  const review = reviews.find((module) => module.moduleId === own) ?? reviews[0];
  if (review) {
    const { moduleId, title, count } = review;
    return { kind: 'review', text: `回顾：${moduleId} ${title}（${count} 题）`, href: reviewPath(moduleId) };
  }
  if (action) return { kind: 'wait', text: '学习已完成，看看还差什么', href: action.href };
  const isDone = items.some(({ plan }) => plan.completedAt !== null) && !items.some(isOpenPlan);
  return isDone ? { kind: 'done', text: '本年度已达标，回首页', href: '/' } : null;
}

/**
 * The one thing to go on with from a place in the lessons: the next lesson of the own plans of any module, else the exam,
 * else a review, else what is waited for. Without anything owed and for who learns freely null.
 */
export async function studyNext(
  principal: Principal,
  place: Place,
  known?: readonly PlanWithStanding[],
): Promise<StudyNext | null> {
  const items = known ?? (await ownStandings(principal, await currentYear()));
  const lesson = owedLesson(items, place);
  return lesson ? lessonStep(lesson) : afterLessons(principal, items, place);
}

/** The next lesson in teaching order that is none of `done`, for who learns more than is owed; null behind the last. */
export function freeLesson(place: Place, done: ReadonlySet<string>): StudyNext | null {
  const order = fromHere(place);
  const next = order.find((lesson) => !done.has(lesson.id));
  return next ? lessonStep(next) : null;
}
