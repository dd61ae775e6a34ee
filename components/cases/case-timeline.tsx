import clsx from 'clsx';
import { Circle, CircleCheck, CircleDot } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { CaseView } from '../../domain/certification/case/view.ts';
import { Opinion, Signature, StepFields, StepRecord } from './step-record.tsx';
import { type TimelineNode, timelineNodes } from './timeline-model.ts';

const RAIL = 'relative border-l-2 pb-5 pl-6 last:border-transparent last:pb-0';
const DOT = 'absolute top-0.5 -left-[0.8125rem] size-6 rounded-full bg-surface p-0.5';

/** Clearance is told by its own list; here it would only repeat the same line for each item. */
const IN_LIST = new Set(['确认清退']);

function Reached({ node, here, children }: { node: TimelineNode; here: Ref<HTMLHeadingElement>; children: ReactNode }) {
  const { entered, isCurrent } = node;
  const records = node.records.filter((step) => !IN_LIST.has(step.label));
  const Icon = isCurrent ? CircleDot : CircleCheck;
  return (
    <li
      id={isCurrent ? 'now' : undefined}
      className={clsx(RAIL, isCurrent ? 'border-line' : 'border-success')}
      aria-current={isCurrent ? 'step' : undefined}
    >
      <Icon aria-hidden className={clsx(DOT, isCurrent ? 'text-primary' : 'text-success')} />
      <div className="space-y-1">
        <h3 ref={here} tabIndex={-1} className={clsx('outline-none', isCurrent ? 'text-lg text-primary' : 'text-base')}>
          {node.stateLabel}
          <span className="sr-only">{isCurrent ? '，当前步骤' : '，已完成'}</span>
        </h3>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="text-sm">{entered.label}</span>
          <Opinion opinion={entered.opinion} />
          <Signature step={entered} />
        </p>
        <StepFields step={entered} />
        {records.length > 0 ? (
          <ul className="space-y-1.5 border-line border-t pt-1.5 text-sm">
            {records.map((step) => (
              <StepRecord key={step.seqNo} step={step} />
            ))}
          </ul>
        ) : null}
        {children}
      </div>
    </li>
  );
}

type CaseTimelineProps = {
  view: CaseView;
  /** The heading of the state the case is in, to lead the reader to. */
  here: Ref<HTMLHeadingElement>;
  /** What stands open in the current state. */
  children: ReactNode;
};

/** The one timeline everybody sees: what was done by whom and when, what is now, and what is still to come. */
export function CaseTimeline({ view, here, children }: CaseTimelineProps) {
  const nodes = timelineNodes(view);
  return (
    <ol className="ml-3">
      {nodes.map((node, index) => (
        <Reached key={node.key} node={node} here={index === nodes.length - 1 ? here : null}>
          {node.isCurrent ? children : null}
        </Reached>
      ))}
      {view.isClosed
        ? null
        : view.ahead.map((label) => (
            <li key={label} className={clsx(RAIL, 'border-line border-dashed')}>
              <Circle aria-hidden className={clsx(DOT, 'text-ink-3')} />
              <p className="text-ink-3">
                {label}
                <span className="sr-only">，尚未开始</span>
              </p>
            </li>
          ))}
    </ol>
  );
}
