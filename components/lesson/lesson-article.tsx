import type { Lesson } from '../../domain/learning/lesson-ast.ts';
import type { AskedItem } from '../../domain/learning/lesson-view.ts';
import { Alert } from '../ui/alert.tsx';
import { Badge } from '../ui/status.tsx';
import { Blocks } from './blocks.tsx';
import { Inlines } from './inlines.tsx';
import { lawHref, parsePlace } from './law-ref.ts';
import { LessonChecks } from './lesson-checks.tsx';
import { PrintButton } from './print-button.tsx';
import { SectionEnd } from './section-end.tsx';

export type LawBasis = readonly { readonly ref: string; readonly label: string }[];

function Basis({ basis }: { basis: LawBasis }) {
  if (basis.length === 0) return null;
  return (
    <details className="mt-3 text-sm">
      <summary className="text-ink-2">依据（{basis.length} 条）</summary>
      <ul className="m-0 mt-1 flex list-none flex-wrap gap-x-3 gap-y-1 p-0">
        {basis.map(({ ref, label }) => {
          const place = parsePlace(ref);
          return (
            <li key={ref}>
              {place ? (
                <a className="inline-block min-h-6 text-primary underline underline-offset-3" href={lawHref(place)}>
                  {label}
                </a>
              ) : (
                label
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** The question a lesson answers, how long it takes and what it rests on. */
export function LessonHeader({
  lesson,
  basis,
  isUnderReview = false,
}: {
  lesson: Lesson;
  basis: LawBasis;
  isUnderReview?: boolean;
}) {
  return (
    <header className="mt-2">
      <h1 className="text-2xl">
        <span className="mr-2 text-ink-2">{lesson.number}</span>
        {lesson.title}
      </h1>
      <p className="mt-2 max-w-[38em] text-lg text-primary">{lesson.question}</p>
      <p className="mt-2 flex flex-wrap items-center gap-1.5">
        <Badge>约 {lesson.minutes} 分钟</Badge>
        {lesson.topics.map((topic) => (
          <Badge key={topic}>{topic}</Badge>
        ))}
      </p>
      <Basis basis={basis} />
      {isUnderReview ? <Alert className="mt-3">本课引用的条文已修订，正在复核。</Alert> : null}
    </header>
  );
}

/** One screen to keep: three to six sentences, made for printing too. */
export function LessonSummary({ lesson, canPrint = true }: { lesson: Lesson; canPrint?: boolean }) {
  return (
    <section
      id="summary"
      aria-labelledby="summary-title"
      className="card scroll-mt-36 rounded border border-primary bg-primary-tint px-5 py-4"
    >
      <div className="flex items-center justify-between gap-3">
        <h2 id="summary-title" className="my-0! text-lg!">
          一屏小结
        </h2>
        {canPrint ? <PrintButton /> : null}
      </div>
      <ul className="mt-2 mb-0 text-base">
        {lesson.summary.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
          <li key={index}>
            <Inlines nodes={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The reading column: introduction, sections, check questions, summary. */
export function LessonText({ lesson, checks }: { lesson: Lesson; checks: readonly AskedItem[] }) {
  return (
    <>
      <Blocks blocks={lesson.intro} />
      {lesson.sections.map((section, index) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} className="scroll-mt-32">
          <h2 id={`${section.id}-title`}>{section.title}</h2>
          <Blocks blocks={section.blocks} />
          <SectionEnd id={section.id} number={index + 1} />
        </section>
      ))}
      {checks.length > 0 ? (
        <section id="checks" aria-labelledby="checks-title" className="no-print mb-8 scroll-mt-32">
          <h2 id="checks-title">课末检查</h2>
          <p className="text-base text-ink-2">共 {checks.length} 题，都答对才算学完；答错可以再答。</p>
          <LessonChecks items={checks} />
        </section>
      ) : null}
      <LessonSummary lesson={lesson} />
    </>
  );
}
