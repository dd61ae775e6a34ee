'use client';

import { CircleCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { reviewPath } from '../../domain/learning/review-view.ts';
import { formatDuration } from '../ui/format.ts';
import { TextLink } from '../ui/text-link.tsx';
import { useLesson } from './lesson-context.ts';
import { NextStep } from './next-step.tsx';
import { lessonHours, PAUSE_TEXT } from './study-time.ts';

function Missing() {
  const { head, standing, seconds, pause } = useLesson();
  const sections = head.sections.filter((section) => !standing.sectionsDone.includes(section.id));
  const checks = head.checkIds.filter((id) => !standing.checksDone.includes(id)).length;
  const left = Math.max(0, standing.requiredSeconds - seconds);
  return (
    <>
      <p className="my-0 font-semibold">离完成还差</p>
      <ul className="mt-1 mb-0 space-y-1 text-base">
        {left > 0 ? (
          <li>
            学习时间 {formatDuration(left)}
            {pause ? <span className="text-warning">（计时已暂停：{PAUSE_TEXT[pause]}）</span> : null}
          </li>
        ) : null}
        {sections.map((section) => (
          <li key={section.id}>
            读完：
            <a className="text-primary underline underline-offset-3" href={`#${section.id}`}>
              {section.title}
            </a>
          </li>
        ))}
        {checks > 0 ? (
          <li>
            <a className="text-primary underline underline-offset-3" href="#checks">
              课末检查题 {checks} 道
            </a>
          </li>
        ) : null}
        {left === 0 && sections.length === 0 && checks === 0 ? <li>正在确认完成情况……</li> : null}
      </ul>
    </>
  );
}

function Complete() {
  const { head } = useLesson();
  return (
    <p className="my-0 flex items-center gap-2 font-semibold">
      <CircleCheck aria-hidden className="size-5 shrink-0 text-success" />
      本课已完成，计入 {head.minutes} 分钟（{lessonHours(head.minutes, head.minutesPerHour)} 学时）
    </p>
  );
}

/** The review of the module: when its last lesson is done, and when a check question was answered wrong. */
function ToReview() {
  const { head, standing, missed } = useLesson();
  const { moduleId, isLastOfModule } = head.review;
  if (missed.length === 0 && !(isLastOfModule && standing.complete)) return null;
  return (
    <p className="my-0 mt-3 text-base">
      {missed.length > 0
        ? `本课有 ${missed.length} 道检查题答错过，已放进本模块的回顾。`
        : '本模块要求的课已全部学完。'}
      <TextLink href={reviewPath(moduleId)}>
        {missed.length > 0 ? `去回顾 ${moduleId}` : `回顾 ${moduleId}，再看一遍小结`}
      </TextLink>
    </p>
  );
}

/** What comes next depends on what is done: asked for anew when the lesson becomes complete. */
function useFreshNext(): void {
  const { standing } = useLesson();
  const router = useRouter();
  const wasComplete = useRef(standing.complete);
  useEffect(() => {
    if (standing.complete && !wasComplete.current) router.refresh();
    wasComplete.current = standing.complete;
  }, [standing.complete, router]);
}

/** The last thing of a lesson: what is still missing, or that it is done; what comes next one tap away. */
export function FinishPanel() {
  const { head, standing } = useLesson();
  useFreshNext();
  const { next, free } = head;
  return (
    <section aria-label="完成情况" className="no-print card mt-6 rounded border border-line bg-surface px-5 py-4">
      <div aria-live="polite">{standing.complete ? <Complete /> : <Missing />}</div>
      <ToReview />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-base">
        {next ? <NextStep next={next} variant={standing.complete ? 'primary' : 'quiet'} /> : null}
        {free && next?.kind !== 'lesson' ? (
          <NextStep next={free} variant={standing.complete && !next ? 'primary' : 'quiet'} />
        ) : null}
        <TextLink href={`/practice/${head.lessonId}`}>练习本课的题</TextLink>
        <TextLink href="/learn">返回课程列表</TextLink>
      </div>
    </section>
  );
}
