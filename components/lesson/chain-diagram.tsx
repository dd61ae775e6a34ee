'use client';

import clsx from 'clsx';
import { Cloud, Globe, Hand, Monitor, User } from 'lucide-react';
import { useId, useState } from 'react';
import type { Chain, NodeKind } from '../../domain/learning/lesson-ast.ts';
import { type ChainNode, chainStrips, type Hop, type Strip } from './chain-strips.ts';

const KIND_ICON = { 人员: User, 设备: Monitor, 平台: Cloud, 境外: Globe } as const satisfies Record<NodeKind, unknown>;

function Node({ node, ghost }: { node: ChainNode; ghost: boolean }) {
  const Icon = KIND_ICON[node.kind];
  return (
    <span
      className={clsx(
        'flex items-center gap-2 rounded border bg-surface px-2 py-1.5 text-sm leading-snug md:w-19 md:flex-col md:gap-0.5 md:px-1 md:py-2 md:text-center md:text-xs',
        ghost ? 'border-edge border-dashed text-ink-2' : 'border-edge',
        node.kind === '境外' && !ghost && 'border-seal',
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0 text-primary" strokeWidth={1.75} />
      <span>
        {node.label}
        <span className="sr-only">（{node.kind}）</span>
      </span>
    </span>
  );
}

type Marks = { readonly opened: number | null; readonly onOpen: (number: number) => void; readonly panelId: string };

function StopMark({ hop, marks }: { hop: Hop; marks: Marks }) {
  if (!hop.stop) return null;
  const isOpen = marks.opened === hop.number;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={marks.panelId}
      aria-label={`可拦：第 ${hop.number} 步 ${hop.channel}，看看怎样拦下`}
      onClick={() => marks.onOpen(hop.number)}
      className={clsx(
        'inline-flex min-h-7 items-center gap-1 whitespace-nowrap rounded-full border px-1.5 font-medium text-xs transition-colors print:hidden',
        isOpen
          ? 'border-success bg-success text-ground'
          : 'border-success bg-success-tint text-success hover:bg-success hover:text-ground',
      )}
    >
      <Hand aria-hidden className="size-3.5" />
      可拦
    </button>
  );
}

/** Down the page on a phone, to the right on a wide screen; the arrow is drawn by two borders. */
function Arrow() {
  return (
    <span aria-hidden="true" className="relative block h-7 w-px bg-ink-3 md:h-px md:w-full">
      <span className="absolute bottom-0 -left-[3px] size-[7px] rotate-45 border-ink-3 border-r-2 border-b-2 md:top-[-3px] md:right-0 md:bottom-auto md:left-auto md:-rotate-45" />
    </span>
  );
}

function Line({ strip, marks }: { strip: Strip; marks: Marks }) {
  return (
    <ol className="my-0 flex list-none flex-col p-0 md:flex-row md:items-center md:py-2">
      <li className="shrink-0 self-start md:self-auto">
        <Node node={strip.start} ghost={strip.resumed} />
      </li>
      {strip.hops.map(({ hop, node, seen }) => (
        <li key={hop.number} className="flex flex-col md:min-w-34 md:max-w-56 md:flex-1 md:flex-row md:items-center">
          <span className="flex items-center gap-3 py-1 pl-4 md:relative md:mx-1 md:block md:h-px md:flex-1 md:p-0 md:text-center">
            <span className="order-2 text-ink-2 text-xs leading-snug md:absolute md:inset-x-0 md:bottom-1.5">
              <span className="font-semibold text-ink">{hop.number}.</span> {hop.channel}
            </span>
            <span className="order-1 block w-px md:w-full">
              <Arrow />
            </span>
            <span className="order-3 md:absolute md:top-2 md:left-1/2 md:-translate-x-1/2">
              <StopMark hop={hop} marks={marks} />
            </span>
          </span>
          <span className="self-start md:self-auto">
            <Node node={node} ghost={seen} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function HopText({ hop, isOpen, onOpen }: { hop: Hop; isOpen: boolean; onOpen: () => void }) {
  return (
    <li className={clsx('rounded px-2 py-1', isOpen && 'bg-success-tint')}>
      <span className="font-medium">{hop.channel}</span>：{hop.what}
      {hop.stop ? (
        <>
          {isOpen ? null : (
            <button
              type="button"
              onClick={onOpen}
              className="ml-1.5 text-sm text-success underline underline-offset-3 print:hidden"
            >
              怎样拦下？
            </button>
          )}
          <span className={clsx('block text-success', !isOpen && 'hidden print:block')}>
            <strong className="font-semibold">在这里可以拦：</strong>
            {hop.stop}
          </span>
        </>
      ) : null}
    </li>
  );
}

/** The way a leak took. The diagram and the numbered list beneath say the same; a mark opens its line in the list. */
export function ChainDiagram({ title, nodes, edges }: Pick<Chain, 'title' | 'nodes' | 'edges'>) {
  const [opened, setOpened] = useState<number | null>(null);
  const panelId = useId();
  const toggle = (number: number) => setOpened((now) => (now === number ? null : number));
  const stops = edges.filter((edge) => edge.stop).length;
  return (
    <figure className="card my-6 rounded border border-line bg-surface px-4 py-4 sm:px-5">
      <figcaption className="mb-3">
        <span className="font-semibold text-base">{title}</span>
        <span className="block text-ink-2 text-sm">
          共 {edges.length} 步，其中 {stops} 处本可以拦下。
        </span>
      </figcaption>
      <section className="flex flex-col gap-5 md:gap-2" aria-label={`示意图：${title}`}>
        {chainStrips({ nodes, edges }).map((strip) => (
          <Line
            key={`${strip.start.id}-${strip.hops[0]?.hop.number ?? 0}`}
            strip={strip}
            marks={{ opened, onOpen: toggle, panelId }}
          />
        ))}
      </section>
      <ol
        id={panelId}
        aria-live="polite"
        className="my-0 mt-4 list-decimal space-y-0.5 border-line border-t pt-3 pl-6 text-base"
      >
        {edges.map((edge, index) => (
          <HopText
            key={`${edge.from}${edge.to}${edge.channel}`}
            hop={{ ...edge, number: index + 1 }}
            isOpen={opened === index + 1}
            onOpen={() => toggle(index + 1)}
          />
        ))}
      </ol>
    </figure>
  );
}
