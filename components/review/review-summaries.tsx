import { ChevronRight } from 'lucide-react';
import type { ModuleReview } from '../../domain/learning/review-view.ts';
import { Inlines } from '../lesson/inlines.tsx';
import { TextLink } from '../ui/text-link.tsx';

/** The one-screen summaries of the lessons read, folded. */
export function ReviewSummaries({ summaries }: Pick<ModuleReview, 'summaries'>) {
  return (
    <section aria-labelledby="summaries">
      <h2 id="summaries" className="mb-2 text-lg">
        一屏小结
      </h2>
      {summaries.length === 0 ? (
        <p className="text-ink-2 text-sm">这个模块的课还没有学完的；每学完一课，它的小结就会收在这里。</p>
      ) : (
        <ul className="space-y-2">
          {summaries.map((summary) => (
            <li key={summary.lessonId} className="card rounded border border-line bg-surface">
              <details className="group">
                <summary className="flex min-h-11 cursor-pointer items-center gap-2 px-4 py-2 font-medium hover:text-primary">
                  <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-2 group-open:rotate-90" />
                  {summary.label}
                </summary>
                <div className="border-line border-t px-4 py-3">
                  <ul className="list-disc space-y-1 pl-5 leading-[1.75]">
                    {summary.lines.map((line, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
                      <li key={index}>
                        <Inlines nodes={line} />
                      </li>
                    ))}
                  </ul>
                  <p className="mt-2 text-sm">
                    <TextLink href={`/learn/${summary.lessonId}`}>重读本课</TextLink>
                  </p>
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
