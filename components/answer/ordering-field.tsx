'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, buttonClass } from '../ui/button.tsx';
import { LiveStatus } from '../ui/live-status.tsx';
import { arranged, moved, type Row } from './arrange.ts';

type Step = -1 | 1;
const WORD: Readonly<Record<string, string>> = { '-1': '上移', '1': '下移' };

type MoveProps = { row: Row; by: Step; isAtEnd: boolean; onMove: (row: Row, by: Step) => void };

/** Stays focusable at the end of the list, so that the focus is never lost under a finger on the keyboard. */
function Move({ row, by, isAtEnd, onMove }: MoveProps) {
  const Icon = by === -1 ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      data-move={`${row.id}${by}`}
      aria-label={`${WORD[String(by)]}：${row.text}`}
      aria-disabled={isAtEnd || undefined}
      onClick={() => onMove(row, by)}
      className={buttonClass({ size: 'sm' }, 'min-h-11 min-w-11 px-0 aria-disabled:opacity-40')}
    >
      <Icon aria-hidden className="size-5" />
    </button>
  );
}

type OrderingFieldProps = {
  /** As the paper shows them. */
  items: readonly Row[];
  /** Empty while not answered. */
  order: readonly string[];
  onChange: (order: string[]) => void;
};

/** Steps to bring into order with 上移 and 下移, by touch, mouse or keyboard. */
export function OrderingField({ items, order, onChange }: OrderingFieldProps) {
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<string | null>(null);
  const [said, setSaid] = useState('');
  const rows = arranged(items, order);
  const isAnswered = order.length > 0;
  // The browser drops the focus of a row that is put elsewhere in the page; it goes back to the button pressed.
  useEffect(() => {
    if (focus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-move="${focus.current}"]`)?.focus();
    focus.current = null;
  });
  const move = (row: Row, by: Step) => {
    const next = moved(rows, row.id, by);
    focus.current = `${row.id}${by}`;
    setSaid(`“${row.text}”现在是第 ${next.indexOf(row.id) + 1} 步`);
    onChange(next);
  };
  return (
    <div className="grid justify-items-start gap-2.5">
      <p className="text-ink-2 text-sm">用上移、下移排出先后，第 1 步在最上面。</p>
      <ol ref={list} className="m-0 grid w-full list-none gap-2 p-0">
        {rows.map((row, index) => (
          <li
            key={row.id}
            className="flex min-h-12 items-center gap-3 rounded border border-edge bg-surface py-1.5 pr-1.5 pl-3.5"
          >
            <span className="w-5 shrink-0 text-center font-semibold text-primary">{isAnswered ? index + 1 : '—'}</span>
            <span className="min-w-0 flex-1">{row.text}</span>
            <span className="flex shrink-0 gap-1">
              <Move row={row} by={-1} isAtEnd={index === 0} onMove={move} />
              <Move row={row} by={1} isAtEnd={index === rows.length - 1} onMove={move} />
            </span>
          </li>
        ))}
      </ol>
      {isAnswered ? null : (
        <Button size="sm" onClick={() => onChange(rows.map((row) => row.id))}>
          就按现在的先后作答
        </Button>
      )}
      <LiveStatus className="sr-only">{said}</LiveStatus>
    </div>
  );
}
