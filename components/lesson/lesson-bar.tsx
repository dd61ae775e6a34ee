'use client';

import clsx from 'clsx';
import { CircleCheck, CirclePause, Clock } from 'lucide-react';
import { formatDuration } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { useLesson } from './lesson-context.ts';
import { PAUSE_TEXT } from './study-time.ts';

function TimeBadge() {
  const { standing, pause, seconds, takeHere } = useLesson();
  if (standing.complete) {
    return (
      <span className="inline-flex items-center gap-1.5 font-medium text-sm text-success">
        <CircleCheck aria-hidden className="size-4" />
        已完成
      </span>
    );
  }
  const isEnough = seconds >= standing.requiredSeconds;
  return (
    <span
      className={clsx('inline-flex flex-wrap items-center gap-x-1.5 text-sm', pause ? 'text-warning' : 'text-primary')}
    >
      {pause ? <CirclePause aria-hidden className="size-4" /> : <Clock aria-hidden className="size-4" />}
      <span className="font-medium">
        已计 {formatDuration(seconds)} / {formatDuration(standing.requiredSeconds)}
      </span>
      {isEnough && !pause ? <span className="text-ink-2">时长已够</span> : null}
      {pause ? <span>· 已暂停：{PAUSE_TEXT[pause]}</span> : null}
      {pause === 'elsewhere' ? (
        <button
          type="button"
          onClick={takeHere}
          className="min-h-6 font-medium text-primary underline underline-offset-3"
        >
          在这里继续学
        </button>
      ) : null}
    </span>
  );
}

/** Announces only that counting stopped or went on, never the running seconds. */
function SpokenState() {
  const { pause, standing } = useLesson();
  const text = standing.complete
    ? '本课已完成'
    : pause && pause !== 'starting'
      ? `计时已暂停：${PAUSE_TEXT[pause]}`
      : pause === null
        ? '正在计时'
        : '';
  return (
    <span role="status" className="sr-only">
      {text}
    </span>
  );
}

/** The line that stays at the top: how much of the lesson is done, and the time that counts. */
export function LessonBar() {
  const { standing, head } = useLesson();
  const total = head.sections.length + head.checkIds.length;
  const done = standing.sectionsDone.length + standing.checksDone.length;
  return (
    <section
      data-frame
      aria-label="学习进度"
      className="sticky top-[calc(var(--spacing-strip)+var(--spacing-bar))] z-[5] -mx-4 -mt-5 mb-4 border-line border-b bg-surface px-4 pt-1.5 lg:-mx-8 lg:px-8"
    >
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4">
        <span className="hidden min-w-0 truncate text-ink-2 text-sm sm:block">
          {head.number} {head.title}
        </span>
        <TimeBadge />
      </div>
      <ProgressBar
        value={done}
        max={total}
        label={`本课进度：小节 ${standing.sectionsDone.length} / ${head.sections.length}，检查题 ${standing.checksDone.length} / ${head.checkIds.length}`}
        tone={standing.complete ? 'success' : 'info'}
        className="mt-1 -mb-px h-1! rounded-none"
      />
      <SpokenState />
    </section>
  );
}
