import { Award, ChevronRight } from 'lucide-react';
import type { HoursRing, NextAction, OwnHome } from '../../domain/learning/home-view.ts';
import { reviewPath } from '../../domain/learning/review-view.ts';
import { ButtonLink, buttonClass } from '../ui/button.tsx';
import { ProgressRing } from '../ui/progress.tsx';
import { TextLink } from '../ui/text-link.tsx';

function Ring({ ring }: { ring: HoursRing }) {
  const done = ring.countedMinutes >= ring.requiredMinutes;
  return (
    <section
      aria-label="本年度学时"
      className="flex flex-wrap items-center gap-x-5 gap-y-3 rounded border border-line bg-surface p-4"
    >
      <ProgressRing
        value={ring.countedMinutes}
        max={ring.requiredMinutes}
        tone={done ? 'success' : 'info'}
        label={`${ring.plan}：已计 ${ring.counted} 学时，要求 ${ring.required} 学时`}
        className="size-32 sm:size-36"
      >
        <span className="font-semibold text-2xl">{ring.counted}</span>
        <span className="block text-ink-2 text-sm">/ {ring.required} 学时</span>
      </ProgressRing>
      <div className="min-w-36 flex-1 text-sm">
        <p className="font-semibold">{ring.plan}</p>
        {ring.sources.length > 0 ? (
          <dl className="mt-1 grid grid-cols-[max-content_auto] gap-x-3 text-ink-2">
            {ring.sources.map((source) => (
              <div key={source.mode} className="contents">
                <dt>{source.label}</dt>
                <dd className="whitespace-nowrap">{source.hours} 学时</dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className="mt-1 text-ink-2">还没有计入的学时，学完一课就会记上。</p>
        )}
        <p className="mt-1 text-ink-2">{done ? '学时已够' : `还差 ${ring.missing} 学时`}</p>
        <TextLink href="/me">查看学时台账</TextLink>
      </div>
    </section>
  );
}

const PANEL = 'flex flex-col justify-center rounded border border-line bg-surface p-4';

function suggestion({ review, dueForPractice }: OwnHome): string {
  if (review) return `${review.moduleId} ${review.title}还有 ${review.count} 道答错过的题，花几分钟再过一遍。`;
  return dueForPractice > 0
    ? `有 ${dueForPractice} 道练习题到了复习的时候，花几分钟巩固一下。`
    : '可以随时做几道练习题，保持手感。';
}

function Done({ own }: { own: OwnHome }) {
  const certificateId = own.plans.find((plan) => plan.certificateId)?.certificateId;
  return (
    <section aria-label="下一步" className={PANEL}>
      <p className="flex items-center gap-2 font-semibold text-lg text-success">
        <Award aria-hidden className="size-6" />
        本年度已达标
      </p>
      <p className="mt-1 text-ink-2 text-sm">{suggestion(own)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {certificateId ? (
          <ButtonLink variant="primary" href={`/me/certificates/${certificateId}`}>
            查看合格证明
          </ButtonLink>
        ) : null}
        {own.review ? (
          <ButtonLink href={reviewPath(own.review.moduleId)}>
            去回顾 {own.review.moduleId}（{own.review.count} 题）
          </ButtonLink>
        ) : (
          <ButtonLink href="/practice">去复习</ButtonLink>
        )}
      </div>
    </section>
  );
}

/** The exam room is a shell of its own, so its door is a plain link. */
function BigButton({ next }: { next: NextAction }) {
  const text = (
    <span className="flex w-full items-center justify-between gap-3">
      <span className="min-w-0 text-left">
        <span className="block">
          {next.verb}：{next.what}
        </span>
        <span className="block font-normal text-sm opacity-90">{next.note}</span>
      </span>
      <ChevronRight aria-hidden className="size-6 shrink-0" />
    </span>
  );
  const look = { variant: 'primary', size: 'lg' } as const;
  const extra = 'w-full py-3';
  if (next.kind === 'exam-open') {
    return (
      <a href={next.href} className={buttonClass(look, extra)}>
        {text}
      </a>
    );
  }
  return (
    <ButtonLink {...look} href={next.href} className={extra}>
      {text}
    </ButtonLink>
  );
}

function Next({ next, isExempt }: { next: NextAction | null; isExempt: boolean }) {
  if (!next) {
    return (
      <section aria-label="下一步" className={PANEL}>
        <p className="font-semibold text-lg">目前没有必须完成的学习</p>
        <p className="mt-1 text-ink-2 text-sm">
          {isExempt
            ? '您本年度的计划已免训。您可以自愿学习，学时照常计入。'
            : '人事部门还没有给您安排本年度的计划。您可以先自行学习，学时照常计入。'}
        </p>
        <div className="mt-3">
          <ButtonLink href="/learn">浏览全部课程</ButtonLink>
        </div>
      </section>
    );
  }
  return (
    <section aria-label="下一步" className={PANEL}>
      <h2 className="mb-3 text-base">现在该做什么</h2>
      {next.kind === 'wait' ? (
        <>
          <p className="font-semibold">{next.what}</p>
          <p className="mt-1 text-ink-2 text-sm">{next.note}</p>
          <div className="mt-3">
            <ButtonLink href={next.href}>看看还差什么</ButtonLink>
          </div>
        </>
      ) : (
        <>
          <BigButton next={next} />
          <p className="mt-3 text-sm">
            <TextLink href="/learn">全部课程</TextLink>
          </p>
        </>
      )}
    </section>
  );
}

/** Left what the year stands at, right the one next step. */
export function NextPanel({ own }: { own: OwnHome }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {own.ring ? <Ring ring={own.ring} /> : null}
      {own.allDone && own.next?.kind !== 'exam-open' ? (
        <Done own={own} />
      ) : (
        <Next next={own.next} isExempt={own.plans.some((plan) => plan.exempt !== null)} />
      )}
    </div>
  );
}
