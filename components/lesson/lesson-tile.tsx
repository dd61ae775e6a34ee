import clsx from 'clsx';
import Link from 'next/link';
import type { LessonCard } from '../../domain/learning/lesson-view.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { Badge, Status } from '../ui/status.tsx';

function minutesLeft(card: LessonCard): number {
  return Math.ceil(Math.max(0, card.requiredSeconds - card.creditedSeconds) / 60);
}

function State({ card }: { card: LessonCard }) {
  if (card.complete) return <Status tone="success">已完成</Status>;
  if (!card.started) return <Status tone="neutral">未开始</Status>;
  const left = minutesLeft(card);
  return <Status tone="info">{left > 0 ? `学习中，还需约 ${left} 分钟` : '学习中，时长已够'}</Status>;
}

/** One lesson of the list: what it answers, how long, whether a plan demands it, how far the reader is. */
export function LessonTile({ card }: { card: LessonCard }) {
  const kind = card.requiredBy.length > 0 ? '必修' : card.electiveIn.length > 0 ? '选修' : null;
  return (
    <li
      className={clsx(
        'card relative flex flex-col rounded border border-line bg-surface px-4 py-3 hover:border-primary',
        card.complete && 'bg-ground',
      )}
    >
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge>{card.minutes} 分钟</Badge>
        {kind ? <Badge className={kind === '必修' ? 'border-primary text-primary' : undefined}>{kind}</Badge> : null}
        <span className="ml-auto">
          <State card={card} />
        </span>
      </p>
      <h3 className="mt-1.5 text-base">
        <Link
          prefetch={false}
          href={`/learn/${card.lessonId}`}
          className="after:absolute after:inset-0 after:content-[''] hover:text-primary"
        >
          <span className="mr-1.5 text-ink-2">{card.number}</span>
          {card.title}
        </Link>
      </h3>
      <p className="text-ink-2 text-sm">{card.question}</p>
      {card.started && !card.complete ? (
        <ProgressBar
          value={card.creditedSeconds}
          max={card.requiredSeconds}
          label={`${card.title} 的学习时长`}
          className="mt-2 h-1!"
        />
      ) : null}
    </li>
  );
}
