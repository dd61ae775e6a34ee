import { CircleCheck, Play } from 'lucide-react';
import type { LessonListView } from '../../domain/learning/lesson-view.ts';
import type { ModuleToReview, StudyNext } from '../../domain/learning/review-view.ts';
import { ReviewLink } from '../review/review-link.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatHours } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { LessonTile } from './lesson-tile.tsx';
import { NextStep } from './next-step.tsx';

/** Where to go on, on top of everything else. */
function Continue({ view, after }: { view: LessonListView; after: StudyNext | null }) {
  const { next } = view;
  if (!next) {
    return (
      <Card>
        <p className="flex items-center gap-2 font-semibold">
          <CircleCheck aria-hidden className="size-5 text-success" />
          {view.plans.length > 0
            ? '本年度要求的课程已全部学完。'
            : '今年还没有分配给您的培训计划，课程都可以自由学习。'}
        </p>
        <p className="mt-1 text-ink-2 text-sm">
          想温习，可以从<TextLink href="/practice">练习</TextLink>开始。
        </p>
        {after ? (
          <p className="mt-3">
            <NextStep next={after} variant="primary" />
          </p>
        ) : null}
      </Card>
    );
  }
  const left = Math.ceil(Math.max(0, next.requiredSeconds - next.creditedSeconds) / 60);
  return (
    <Card className="border-primary bg-primary-tint">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <p className="text-ink-2 text-sm">{next.started ? '接着上次学' : '从这一课开始'}</p>
          <p className="font-semibold text-lg">
            {next.number} {next.title}
          </p>
          <p className="text-ink-2 text-sm">{next.question}</p>
        </div>
        <ButtonLink variant="primary" size="lg" href={`/learn/${next.lessonId}`}>
          <Play aria-hidden className="size-4.5" />
          {next.started
            ? `继续学习${left > 0 ? `（还需约 ${left} 分钟）` : ''}`
            : `开始学习（约 ${next.minutes} 分钟）`}
        </ButtonLink>
      </div>
    </Card>
  );
}

function Plans({ view }: { view: LessonListView }) {
  if (view.plans.length === 0) return null;
  const hours = (minutes: number) => formatHours(minutes, view.minutesPerHour);
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {view.plans.map((plan) => (
        <li key={plan.assignmentId} className="card rounded border border-line bg-surface px-4 py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-semibold">{plan.title}</span>
            <span className="text-ink-2 text-sm">{plan.dueOn} 前完成</span>
          </p>
          <p className="mt-1 text-ink-2 text-sm">
            学时 {hours(plan.countedMinutes)} / {hours(plan.requiredMinutes)} · 必修课 {plan.completedLessons} /{' '}
            {plan.requiredLessons} 门
          </p>
          <ProgressBar
            value={plan.countedMinutes}
            max={plan.requiredMinutes}
            label={`${plan.title}：学时 ${hours(plan.countedMinutes)}，要求 ${hours(plan.requiredMinutes)}`}
            tone={plan.countedMinutes >= plan.requiredMinutes ? 'success' : 'info'}
            className="mt-2"
          />
        </li>
      ))}
    </ul>
  );
}

type LessonListProps = {
  view: LessonListView;
  /** What comes behind the lessons, where none is owed any more. */
  after: StudyNext | null;
  /** The modules in which something was answered wrong. */
  reviews: readonly ModuleToReview[];
};

/** The lessons by module as calm cards; what to go on with first, then what the plans ask for. */
export function LessonList({ view, after, reviews }: LessonListProps) {
  const toReview = new Map(reviews.map(({ moduleId, count }) => [moduleId, count]));
  return (
    <div className="space-y-6">
      <Continue view={view} after={after} />
      <Plans view={view} />
      {view.modules.map((module) => (
        <section key={module.id} aria-labelledby={`module-${module.id}`}>
          <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 id={`module-${module.id}`} className="flex flex-wrap items-baseline gap-x-3 text-lg">
              {module.title}
              <span className="font-normal text-ink-2 text-sm">
                已完成 {module.lessons.filter((lesson) => lesson.complete).length} / {module.lessons.length}
              </span>
            </h2>
            {toReview.has(module.id) || module.lessons.some((lesson) => lesson.complete) ? (
              <ReviewLink moduleId={module.id} title={module.title} count={toReview.get(module.id) ?? 0} />
            ) : null}
          </div>
          <ul className="grid gap-3 md:grid-cols-2">
            {module.lessons.map((card) => (
              <LessonTile key={card.lessonId} card={card} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
