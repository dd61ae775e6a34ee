import { Check, CircleQuestionMark, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleCard } from '../../domain/learning/rule-card.ts';
import { lawHref, parsePlace } from '../lesson/law-ref.ts';
import { Badge, Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

/** One part of a rule: what it is stands as icon and word, so that colour only helps. */
function Part({ icon, word, tone, children }: { icon: ReactNode; word: string; tone: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt
        className={`flex w-[4.75rem] shrink-0 items-center gap-1.5 self-start font-medium text-sm leading-6 print:w-16 print:text-xs print:leading-5 ${tone}`}
      >
        {icon}
        {word}
      </dt>
      <dd className="min-w-0 leading-6 print:leading-5">{children}</dd>
    </div>
  );
}

function Laws({ laws }: { laws: RuleCard['laws'] }) {
  return laws.map(({ ref, label }) => {
    const place = parsePlace(ref);
    return (
      <a
        key={ref}
        href={place ? lawHref(place) : undefined}
        className="inline-block min-h-6 text-primary print:min-h-0 underline decoration-1 underline-offset-3"
      >
        {label}
      </a>
    );
  });
}

/** A rule to carry about: do, don't, why, what it rests on, and the lesson that explains it. */
export function RuleTile({ rule }: { rule: RuleCard }) {
  const { group, number, title, today, audience, basis, laws, isUnderReview, lesson } = rule;
  return (
    <li
      id={rule.id}
      className="card flex scroll-mt-20 flex-col rounded border border-line bg-surface px-4 py-3 print:mb-1.5 print:px-2.5 print:py-1.5"
    >
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge>
          {group} {number}
        </Badge>
        {audience ? <Badge className="border-primary text-primary">{audience}</Badge> : null}
        {isUnderReview ? <Status tone="warning">依据已修订，正在复核</Status> : null}
        <Badge className="ml-auto">{basis}</Badge>
      </p>
      <h3 className="mt-1.5 text-base print:mt-0.5">{title}</h3>
      {today ? <p className="text-ink-2 text-sm">今天：{today}</p> : null}
      <dl className="mt-2 space-y-1.5 text-base print:mt-0.5 print:space-y-0 print:text-sm">
        <Part icon={<Check aria-hidden className="size-4 shrink-0" />} word="这样做" tone="text-success">
          {rule.do}
        </Part>
        <Part icon={<X aria-hidden className="size-4 shrink-0" />} word="切记" tone="text-seal">
          {rule.dont}
        </Part>
        <Part icon={<CircleQuestionMark aria-hidden className="size-4 shrink-0" />} word="为什么" tone="text-ink-2">
          <span className="text-ink-2">{rule.why}</span>
        </Part>
      </dl>
      <div className="mt-auto flex flex-wrap gap-x-3 gap-y-0.5 pt-2 text-sm print:pt-0 print:text-xs">
        <span className="text-ink-2">依据</span>
        <Laws laws={laws} />
        <TextLink href={`/learn/${lesson.id}`} className="no-print ml-auto inline-block min-h-6">
          {`详见 ${lesson.number} ${lesson.title}`}
        </TextLink>
      </div>
    </li>
  );
}
