'use client';

import { ChevronLeft, ChevronRight, Flag, LayoutGrid } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AttemptItemView, AttemptView } from '../../domain/assessment/attempt-view.ts';
import { Button } from '../ui/button.tsx';
import { SideSheet } from '../ui/dialog.tsx';
import { LiveStatus } from '../ui/live-status.tsx';
import { answerByDigit } from './answer-model.ts';
import { AnswerSheet } from './answer-sheet.tsx';
import { CutStrip } from './cut-strip.tsx';
import { HandInDialog } from './hand-in-dialog.tsx';
import { ItemView } from './item-view.tsx';
import { KeysHelp, useKeysEnabled } from './keys-help.tsx';
import { RoomBar } from './room-bar.tsx';
import type { RoomState } from './room-types.ts';
import type { QueueState } from './save-types.ts';
import { useKeys } from './use-keys.ts';
import { useMarks } from './use-marks.ts';
import type { Room } from './use-room.ts';
import { Watermark } from './watermark.tsx';

type DeskProps = { room: Room; state: RoomState; view: AttemptView; save: QueueState; deadlineAt: string };

/** The place in the paper; moving puts the focus on the item's heading, so that it is read out. */
function usePlace(items: readonly AttemptItemView[]) {
  const [current, setCurrent] = useState(items[0]?.position ?? 1);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const go = useCallback((position: number) => {
    moved.current = true;
    setCurrent(position);
  }, []);
  const move = useCallback(
    (by: -1 | 1) => {
      const index = items.findIndex((item) => item.position === current) + by;
      const next = items[index];
      if (next) go(next.position);
    },
    [items, current, go],
  );
  useEffect(() => {
    if (!moved.current || !heading.current) return;
    heading.current.focus({ preventScroll: true });
    if (current > 0) window.scrollTo({ top: 0 });
  }, [current]);
  const index = items.findIndex((item) => item.position === current);
  return { item: items[index], index, current, go, move, heading };
}

type FootProps = {
  index: number;
  count: number;
  marked: boolean;
  onMove: (by: -1 | 1) => void;
  onMark: () => void;
  onSheet: () => void;
  onHandIn: () => void;
};

function Foot({ index, count, marked, onMove, onMark, onSheet, onHandIn }: FootProps) {
  const last = index === count - 1;
  return (
    <nav
      aria-label="换题"
      className="sticky bottom-0 z-20 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:static lg:border-0 lg:bg-transparent"
    >
      <div className="flex items-center gap-2 px-4 py-2 lg:px-0 lg:pt-6">
        <Button disabled={index === 0} onClick={() => onMove(-1)} className="px-3">
          <ChevronLeft aria-hidden className="size-4" />
          <span className="max-sm:sr-only">上一题</span>
        </Button>
        <Button aria-pressed={marked} onClick={onMark} className="px-3">
          <Flag aria-hidden className="size-4" fill={marked ? 'currentColor' : 'none'} />
          {marked ? '取消标记' : '标记'}
        </Button>
        <Button onClick={onSheet} className="px-3 lg:hidden">
          <LayoutGrid aria-hidden className="size-4" />
          <span className="max-sm:sr-only">答题卡</span>
        </Button>
        <Button variant="primary" className="ml-auto px-3" onClick={() => (last ? onHandIn() : onMove(1))}>
          {last ? '交卷' : '下一题'}
          {last ? null : <ChevronRight aria-hidden className="size-4" />}
        </Button>
      </div>
    </nav>
  );
}

/** The paper: item left, answer sheet right; on a phone the sheet comes from below. */
export function RoomDesk({ room: { session, clock }, state, view, save, deadlineAt }: DeskProps) {
  const { item, index, current, go, move, heading } = usePlace(view.items);
  const [marked, toggleMark] = useMarks(view.attemptId);
  const [keysOn, setKeysOn] = useKeysEnabled();
  const [panel, setPanel] = useState<'none' | 'sheet' | 'hand-in'>('none');
  const over = useCallback(() => void session.close('time'), [session]);
  const handIn = useCallback(() => void session.close('hand-in'), [session]);
  const keys = useMemo(
    () => ({
      digit: (digit: number, part: string | null) => {
        const answer = item && answerByDigit(item.item, session.state.answers.get(item.position), digit, part);
        if (item && answer) session.answer(item.position, answer, 'choice');
      },
      move,
      mark: () => toggleMark(current),
    }),
    [item, current, move, toggleMark, session],
  );
  useKeys(keysOn, keys);
  const goFromPanel = (position: number) => {
    setPanel('none');
    go(position);
  };
  const sheet = { view, answers: state.answers, marked, current, onGo: goFromPanel };
  const refused = item ? save.refused.get(item.position) : undefined;
  if (!item) return null;
  return (
    <>
      <RoomBar {...{ title: view.title, clock, deadlineAt, save }} onOver={over} onHandIn={() => setPanel('hand-in')} />
      <CutStrip save={save} />
      <div className="mx-auto grid w-full max-w-[80rem] flex-1 gap-8 lg:grid-cols-[minmax(0,1fr)_19rem] lg:px-8">
        <main className="flex min-w-0 flex-col lg:block">
          <div className="flex-1 space-y-4 px-4 pt-5 pb-6 lg:max-w-[48rem] lg:px-0">
            <LiveStatus className="text-sm text-warning empty:hidden">{state.notice}</LiveStatus>
            {refused ? <p className="text-seal text-sm">本题没有保存：{refused}</p> : null}
            <ItemView
              key={item.position}
              {...{ view, item, answer: state.answers.get(item.position), disabled: false, headingRef: heading }}
              onAnswer={(answer, kind) => session.answer(item.position, answer, kind)}
              onRest={() => session.flush()}
            />
          </div>
          <Foot
            {...{ index, count: view.items.length, marked: marked.has(current), onMove: move }}
            onMark={() => toggleMark(current)}
            onSheet={() => setPanel('sheet')}
            onHandIn={() => setPanel('hand-in')}
          />
        </main>
        <aside aria-label="答题卡" className="hidden py-5 lg:block">
          <div className="sticky top-24 max-h-[calc(100dvh-7rem)] space-y-4 overflow-y-auto rounded border border-line bg-surface p-4">
            <h2 className="text-base">答题卡</h2>
            <AnswerSheet {...sheet} />
            <KeysHelp enabled={keysOn} onChange={setKeysOn} />
          </div>
        </aside>
      </div>
      <SideSheet open={panel === 'sheet'} onClose={() => setPanel('none')} title="答题卡">
        <AnswerSheet {...sheet} />
      </SideSheet>
      <HandInDialog
        {...sheet}
        {...{ save, open: panel === 'hand-in', onHandIn: handIn }}
        onClose={() => setPanel('none')}
      />
      <Watermark candidate={view.candidate} clock={clock} />
    </>
  );
}
