import { NotebookPen, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import type { PracticeTopic, PracticeView } from '../../domain/learning/practice-view.ts';
import { type ModuleToReview, reviewPath } from '../../domain/learning/review-view.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatPercent } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { Badge } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

type PracticeHomeProps = {
  view: PracticeView;
  /** The modules in which something was answered wrong, in practice or elsewhere. */
  reviews: readonly ModuleToReview[];
};

function ByModule({ reviews }: Pick<PracticeHomeProps, 'reviews'>) {
  if (reviews.length === 0) return null;
  return (
    <div className="mt-3 text-sm">
      <p className="text-ink-2">按模块回顾，课末检查答错的也在内：</p>
      <ul className="flex flex-wrap gap-x-4">
        {reviews.map(({ moduleId, title, count }) => (
          <li key={moduleId}>
            <TextLink href={reviewPath(moduleId)} className="inline-block min-h-6">
              {moduleId} {title}（{count} 题）
            </TextLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Today({ view, reviews }: PracticeHomeProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Card>
        <p className="text-ink-2 text-sm">到期复习</p>
        <p className="font-semibold text-2xl">{view.due} 题</p>
        <p className="mb-2 text-ink-2 text-sm">
          {view.due > 0 ? '按记忆规律安排的复习，今天正好再过一遍。' : '现在没有到期的题，可以选一个主题练习。'}
        </p>
        {view.due > 0 ? (
          <ButtonLink variant="primary" href="/practice/due">
            <RotateCcw aria-hidden className="size-4" />
            开始复习
          </ButtonLink>
        ) : null}
      </Card>
      <Card>
        <p className="text-ink-2 text-sm">错题本</p>
        <p className="font-semibold text-2xl">{view.wrong} 题</p>
        <p className="mb-2 text-ink-2 text-sm">
          {view.answered > 0
            ? `累计作答 ${view.answered} 次，正确率 ${formatPercent(view.correct, view.answered)}。`
            : '答错的题会自动收进来，再答对就移出。'}
        </p>
        {view.wrong > 0 ? (
          <ButtonLink href="/practice/wrong">
            <NotebookPen aria-hidden className="size-4" />
            练错题
          </ButtonLink>
        ) : null}
        <ByModule reviews={reviews} />
      </Card>
    </div>
  );
}

function Weak({ topics }: { topics: readonly PracticeTopic[] }) {
  if (topics.length === 0) return null;
  return (
    <Card title="薄弱主题">
      <ul className="space-y-2">
        {topics.map((topic) => (
          <li key={topic.lessonId} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <TextLink href={`/practice/${topic.lessonId}`} className="min-w-48">
              {topic.number} {topic.title}
            </TextLink>
            <ProgressBar
              value={topic.correct}
              max={topic.answered}
              label={`${topic.title} 正确率`}
              tone="warning"
              className="max-w-60 flex-1"
            />
            <span className="text-ink-2 text-sm">正确率 {formatPercent(topic.correct, topic.answered)}</span>
            <TextLink href={`/learn/${topic.lessonId}`} className="text-sm">
              重读本课
            </TextLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Topic({ topic }: { topic: PracticeTopic }) {
  return (
    <li className="card relative rounded border border-line bg-surface px-4 py-3 hover:border-primary">
      <h3 className="text-base">
        <Link
          prefetch={false}
          href={`/practice/${topic.lessonId}`}
          className="after:absolute after:inset-0 after:content-[''] hover:text-primary"
        >
          <span className="mr-1.5 text-ink-2">{topic.number}</span>
          {topic.title}
        </Link>
      </h3>
      <p className="mt-1 flex flex-wrap items-center gap-1.5 text-ink-2 text-sm">
        <span>
          练过 {topic.seen} / {topic.items} 题
          {topic.answered > 0 ? ` · 正确率 ${formatPercent(topic.correct, topic.answered)}` : ''}
        </span>
        {topic.due > 0 ? <Badge>到期 {topic.due}</Badge> : null}
        {topic.wrong > 0 ? <Badge>错题 {topic.wrong}</Badge> : null}
      </p>
      <ProgressBar value={topic.seen} max={topic.items} label={`${topic.title}：练过的题`} className="mt-2 h-1!" />
    </li>
  );
}

/** Practice by topic: what is due today first, then the 错题本, weak topics, all topics. */
export function PracticeHome({ view, reviews }: PracticeHomeProps) {
  if (view.modules.length === 0) {
    return <EmptyState title="练习题库还是空的">保密办发布练习题后，这里会按主题列出。现在可以先学习课程。</EmptyState>;
  }
  return (
    <div className="space-y-6">
      <Today view={view} reviews={reviews} />
      <Weak topics={view.weak} />
      {view.modules.map((module) => (
        <section key={module.id} aria-labelledby={`topic-${module.id}`}>
          <h2 id={`topic-${module.id}`} className="mb-2 text-lg">
            {module.title}
          </h2>
          <ul className="grid gap-3 md:grid-cols-2">
            {module.topics.map((topic) => (
              <Topic key={topic.lessonId} topic={topic} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
