'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLesson } from './lesson-context.ts';

function Row({ href, done, children }: { href: string; done: boolean; children: ReactNode }) {
  return (
    <li>
      <a
        href={href}
        className="flex min-h-8 items-start gap-2 rounded px-2 py-1 hover:bg-primary-tint hover:text-primary"
      >
        <span className="mt-0.5 grid size-4 shrink-0 place-items-center">
          {done ? (
            <Check aria-hidden className="size-4 text-success" />
          ) : (
            <span aria-hidden="true" className="size-2 rounded-full border border-edge" />
          )}
        </span>
        <span>
          {children}
          {done ? <span className="sr-only">（已完成）</span> : null}
        </span>
      </a>
    </li>
  );
}

/** The sections beside the text, each with whether it was read. */
export function LessonToc() {
  const { head, standing } = useLesson();
  const checksDone = head.checkIds.filter((id) => standing.checksDone.includes(id)).length;
  return (
    <nav
      aria-label="本课目录"
      className="no-print sticky top-[calc(var(--spacing-strip)+var(--spacing-bar)+3.5rem)] hidden max-h-[calc(100dvh-10rem)] w-56 shrink-0 self-start overflow-y-auto text-sm xl:block"
    >
      <p className="mb-1 px-2 font-semibold">本课目录</p>
      <ol className="space-y-0.5">
        {head.sections.map((section) => (
          <Row key={section.id} href={`#${section.id}`} done={standing.sectionsDone.includes(section.id)}>
            {section.title}
          </Row>
        ))}
        {head.checkIds.length > 0 ? (
          <Row href="#checks" done={checksDone === head.checkIds.length}>
            课末检查（{checksDone} / {head.checkIds.length}）
          </Row>
        ) : null}
        <Row href="#summary" done={standing.complete}>
          一屏小结
        </Row>
      </ol>
    </nav>
  );
}
