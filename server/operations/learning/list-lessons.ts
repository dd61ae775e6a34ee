import { db } from '#db/client.ts';
import { unsafeNow } from '#db/dal/clock.ts';
import { listOwnLedger } from '#db/dal/hours.ts';
import { listProgress, type ProgressRow } from '#db/dal/learning.ts';
import type { Principal } from '#domain/access/principal.ts';
import { completedLessons } from '#domain/hours/counting.ts';
import { countMinutes } from '#domain/hours/ledger.ts';
import type { Lesson } from '#domain/learning/lesson-ast.ts';
import { minimumSeconds } from '#domain/learning/lesson-complete.ts';
import type { LessonCard, LessonListView } from '#domain/learning/lesson-view.ts';
import { trainingYear } from '#domain/shared/dates.ts';
import { content } from '../../content/read-content.ts';
import { env } from '../../env.ts';
import { ownStandings } from '../standing.ts';
import { isOpenPlan, type PlanWithStanding } from '../standing-facts.ts';

/** 1 学时 in minutes where the person has no plan whose rule says otherwise. */
const DEFAULT_MINUTES_PER_HOUR = 45;

/** What the principal has done in the year: by lesson, and what the ledger holds complete. */
type YearRecord = { readonly progress: ReadonlyMap<string, ProgressRow>; readonly complete: ReadonlySet<string> };

/** Restarted for an event and not opened since. */
function isUntouched(row: ProgressRow): boolean {
  return row.round > 1 && row.completedAt === null && row.creditedSeconds === 0 && row.sectionsDone.length === 0;
}

function cardOf(lesson: Lesson, record: YearRecord, items: readonly PlanWithStanding[]): LessonCard {
  const kinds = (list: 'requiredLessons' | 'electiveLessons') => [
    ...new Set(items.filter(({ plan }) => plan.policy[list].includes(lesson.id)).map(({ plan }) => plan.planKind)),
  ];
  const progress = record.progress.get(lesson.id);
  return {
    lessonId: lesson.id,
    number: lesson.number,
    title: lesson.title,
    question: lesson.question,
    minutes: lesson.minutes,
    topics: lesson.topics,
    creditedSeconds: progress?.creditedSeconds ?? 0,
    requiredSeconds: minimumSeconds(lesson.minutes),
    // A correction can take back the minutes of a lesson that was read to the end.
    complete: Boolean(progress?.completedAt) && record.complete.has(lesson.id),
    started: progress !== undefined && !isUntouched(progress),
    position: progress?.position ?? '',
    requiredBy: kinds('requiredLessons'),
    electiveIn: kinds('electiveLessons'),
  };
}

/** Required lessons that are still open in some unfinished plan; an event asks again for what the year has already. */
export function demandedLessons(items: readonly PlanWithStanding[]): Set<string> {
  return new Set(
    items
      .filter(isOpenPlan)
      .flatMap(({ standing }) => standing.rules.find((rule) => rule.id === 'lessons')?.notCountingRows ?? [])
      .map((row) => row.id),
  );
}

/** The lesson begun last, else the first one demanded, else one that still adds hours that are owed. */
function nextOf(
  cards: readonly LessonCard[],
  progress: readonly ProgressRow[],
  items: readonly PlanWithStanding[],
): LessonCard | null {
  const byId = new Map(cards.map((card) => [card.lessonId, card]));
  const begun = progress.map((row) => byId.get(row.lessonId)).find((card) => card?.started && !card.complete);
  const wanted = demandedLessons(items);
  const demanded = cards.find((card) => wanted.has(card.lessonId));
  const further = items
    .filter(isOpenPlan)
    .flatMap(({ standing }) => (standing.nextStep.kind === 'lesson' ? [byId.get(standing.nextStep.lessonId)] : []));
  return begun ?? demanded ?? further.find((card) => card !== undefined) ?? null;
}

function planLine({ plan, standing }: PlanWithStanding): LessonListView['plans'][number] {
  const ruleOf = (id: 'hours' | 'lessons') => standing.rules.find((rule) => rule.id === id);
  return {
    assignmentId: plan.assignmentId,
    planKind: plan.planKind,
    title: plan.policy.title,
    requiredMinutes: plan.requiredMinutes,
    countedMinutes: ruleOf('hours')?.counted ?? 0,
    dueOn: plan.dueOn,
    requiredLessons: ruleOf('lessons')?.required ?? 0,
    completedLessons: ruleOf('lessons')?.counted ?? 0,
  };
}

/** Every lesson with the principal's own standing this training year and the plans that ask for it. */
export async function listLessons(principal: Principal): Promise<LessonListView> {
  const now = await unsafeNow(db);
  const year = trainingYear(env.SHOUMI_ZONE, now);
  const [progress, items, ledger] = await Promise.all([
    listProgress(db, principal, year),
    ownStandings(principal, year),
    listOwnLedger(db, principal, year),
  ]);
  const { curriculum, lessons } = content();
  const record = { progress: new Map(progress.map((row) => [row.lessonId, row])), complete: completedLessons(ledger) };
  const modules = curriculum.modules.map((module) => ({
    id: module.id,
    title: module.title,
    lessons: module.lessons.flatMap((id) => {
      const lesson = lessons.get(id);
      return lesson ? [cardOf(lesson, record, items)] : [];
    }),
  }));
  const cards = modules.flatMap((module) => module.lessons);
  return {
    trainingYear: year,
    minutesPerHour: items[0]?.plan.policy.minutesPerHour ?? DEFAULT_MINUTES_PER_HOUR,
    countedMinutes: countMinutes(ledger),
    plans: items.map(planLine),
    modules: modules.filter((module) => module.lessons.length > 0),
    next: nextOf(cards, progress, items),
    serverNow: now.toISOString(),
  };
}
