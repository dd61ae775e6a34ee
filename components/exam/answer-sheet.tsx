import clsx from 'clsx';
import { Check, Flag } from 'lucide-react';
import type { AttemptView } from '../../domain/assessment/attempt-view.ts';
import { type Completeness, completeness } from './answer-model.ts';
import type { Answer } from './save-types.ts';

export type SheetProps = {
  view: AttemptView;
  answers: ReadonlyMap<number, Answer>;
  marked: ReadonlySet<number>;
  current: number;
  onGo: (position: number) => void;
};

const WORD: Readonly<Record<Completeness, string>> = { answered: '已答', partial: '部分作答', blank: '未答' };

/** State by shape as well as colour: filled with a tick, half filled, empty dashed; a flag for marks, a ring for here. */
const LOOK: Readonly<Record<Completeness, string>> = {
  answered: 'border-primary bg-primary text-on-primary',
  partial: 'border-primary border-b-4 bg-primary-tint text-ink',
  blank: 'border-edge border-dashed bg-surface text-ink',
};

type CellProps = { position: number; state: Completeness; marked: boolean; current: boolean; onGo: () => void };

function Cell({ position, state, marked, current, onGo }: CellProps) {
  return (
    <button
      type="button"
      onClick={onGo}
      aria-current={current ? 'step' : undefined}
      aria-label={`第 ${position} 题，${WORD[state]}${marked ? '，已标记' : ''}`}
      className={clsx(
        'relative grid size-9 place-items-center rounded border font-medium text-sm',
        LOOK[state],
        current && 'outline-2 outline-ink outline-offset-2',
      )}
    >
      {position}
      {state === 'answered' ? <Check aria-hidden className="absolute right-0 bottom-0 size-3" strokeWidth={3} /> : null}
      {marked ? (
        <span className="absolute -top-1.5 -right-1.5 rounded-full bg-warning-tint p-0.5 text-warning">
          <Flag aria-hidden className="size-3" fill="currentColor" />
        </span>
      ) : null}
    </button>
  );
}

function Legend() {
  return (
    <ul aria-label="图例" className="flex flex-wrap gap-x-3 gap-y-1 text-ink-2 text-xs">
      <li className="flex items-center gap-1">
        <span className="grid size-4 place-items-center rounded-sm bg-primary text-on-primary">
          <Check aria-hidden className="size-3" strokeWidth={3} />
        </span>
        已答
      </li>
      <li className="flex items-center gap-1">
        <span className="size-4 rounded-sm border border-primary border-b-4 bg-primary-tint" />
        部分作答
      </li>
      <li className="flex items-center gap-1">
        <span className="size-4 rounded-sm border border-edge border-dashed" />
        未答
      </li>
      <li className="flex items-center gap-1">
        <Flag aria-hidden className="size-3.5 text-warning" fill="currentColor" />
        已标记
      </li>
      <li className="flex items-center gap-1">
        <span className="size-4 rounded-sm border-2 border-ink" />
        当前题
      </li>
    </ul>
  );
}

/** Every item of the paper by section; the way to any of them. */
export function AnswerSheet({ view, answers, marked, current, onGo }: SheetProps) {
  return (
    <div className="space-y-3">
      {view.sections.map((section) => {
        const items = view.items.filter((item) => item.section === section.id);
        return items.length > 0 ? (
          <section key={section.id} aria-label={section.title}>
            <h3 className="mb-1.5 font-normal text-ink-2 text-sm">{section.title}</h3>
            <div className="flex flex-wrap gap-2">
              {items.map((item) => (
                <Cell
                  key={item.position}
                  position={item.position}
                  state={completeness(item.item, answers.get(item.position))}
                  marked={marked.has(item.position)}
                  current={item.position === current}
                  onGo={() => onGo(item.position)}
                />
              ))}
            </div>
          </section>
        ) : null;
      })}
      <Legend />
    </div>
  );
}
