import { Check, Footprints, X } from 'lucide-react';
import type { Cards, CaseTimeline, Steps, Table } from '../../domain/learning/lesson-ast.ts';
import { Inlines } from './inlines.tsx';

/** What happened, step by step, and at each step what could have been done instead. */
export function CaseTimelineBlock({ block }: { block: CaseTimeline }) {
  return (
    <figure className="card my-6 rounded border border-line bg-surface px-4 py-4 sm:px-5">
      <figcaption className="mb-3 font-semibold text-base">{block.title}</figcaption>
      <ol className="my-0 ml-1.5 list-none border-line border-l-2 p-0">
        {block.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
          <li key={index} className="relative pb-4 pl-5 text-base last:pb-0">
            <span
              aria-hidden="true"
              className="absolute top-2 -left-[7px] size-3 rounded-full border-2 border-primary bg-surface"
            />
            <p className="my-0 font-semibold text-primary text-sm">
              <Inlines nodes={step.when} />
            </p>
            <p className="my-0 leading-[1.75]">
              <Inlines nodes={step.what} />
            </p>
            {step.couldHave ? (
              <p className="my-0 mt-1 rounded bg-success-tint px-2.5 py-1 text-sm">
                <strong className="font-semibold text-success">在这里本可以：</strong>
                <Inlines nodes={step.couldHave} />
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** A number joined to the next one by a line behind the circles. */
const STEP =
  "relative flex gap-3 pb-3.5 text-base before:absolute before:top-3.5 before:bottom-0 before:left-3.5 before:w-px before:bg-line before:content-[''] last:pb-0 last:before:hidden";

export function StepsBlock({ block }: { block: Steps }) {
  return (
    <figure className="card my-6 rounded border border-line bg-surface px-4 py-4 sm:px-5">
      <figcaption className="mb-3 flex items-center gap-2 font-semibold text-base">
        <Footprints aria-hidden className="size-5 text-primary" strokeWidth={1.75} />
        {block.title}
      </figcaption>
      <ol className="my-0 list-none p-0">
        {block.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
          <li key={index} className={STEP}>
            <span
              aria-hidden="true"
              className="z-[1] grid size-7 shrink-0 place-items-center rounded-full bg-primary font-semibold text-on-primary text-sm"
            >
              {index + 1}
            </span>
            <span>
              <span className="font-semibold">
                <Inlines nodes={item.title} />
              </span>
              <span className="block text-ink-2 leading-[1.7]">
                <Inlines nodes={item.text} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** Rule cards: a moment of work, what to do, what not to do, why. */
export function RuleCards({ block }: { block: Cards }) {
  return (
    <ul className="my-6 list-none space-y-3 p-0">
      {block.cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
        <li key={index} className="card rounded border border-line bg-surface text-base">
          <p className="my-0 border-line border-b px-4 py-2 font-semibold">
            <Inlines nodes={card.situation} />
          </p>
          <div className="grid gap-x-4 gap-y-2 px-4 py-2.5 sm:grid-cols-2">
            <p className="my-0 flex gap-2">
              <Check aria-hidden className="mt-1 size-4.5 shrink-0 text-success" />
              <span>
                <span className="block font-medium text-sm text-success">这样做</span>
                <Inlines nodes={card.dos} />
              </span>
            </p>
            <p className="my-0 flex gap-2">
              <X aria-hidden className="mt-1 size-4.5 shrink-0 text-seal" />
              <span>
                <span className="block font-medium text-sm text-seal">切记</span>
                <Inlines nodes={card.donts} />
              </span>
            </p>
          </div>
          <p className="my-0 px-4 pb-3 text-ink-2 text-sm leading-[1.7]">
            为什么：
            <Inlines nodes={card.why} />
          </p>
        </li>
      ))}
    </ul>
  );
}

const ROW_ON_PHONE =
  'max-sm:block max-sm:rounded max-sm:border max-sm:border-line max-sm:bg-surface max-sm:px-4 max-sm:py-2.5';
const CELL_ON_PHONE = 'max-sm:block max-sm:border-0 max-sm:p-0 max-sm:first:font-semibold max-sm:not-first:mt-1.5';

/**
 * A comparison. On a phone every row is a small sheet of its own, headed by its first cell, the other cells named by
 * their columns: nobody scrolls sideways on the bus.
 */
export function TableBlock({ block }: { block: Table }) {
  return (
    <section className="my-6" aria-label="对照表">
      <table className="my-0 w-full border-collapse text-base leading-[1.6] max-sm:block sm:bg-surface">
        <thead className="max-sm:sr-only">
          <tr>
            {block.header.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
              <th key={index} scope="col">
                <Inlines nodes={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block max-sm:space-y-2.5">
          {block.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
            <tr key={line} className={ROW_ON_PHONE}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parsed text never changes its order
                <td key={index} className={CELL_ON_PHONE}>
                  {index > 0 ? (
                    <span aria-hidden className="block text-ink-2 text-sm sm:hidden">
                      <Inlines nodes={block.header[index] ?? []} />
                    </span>
                  ) : null}
                  <Inlines nodes={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
