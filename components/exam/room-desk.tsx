'use client';

import { useCallback, useMemo, useState } from 'react';
import type { AttemptView } from '../../domain/assessment/attempt-view.ts';
import { SideSheet } from '../ui/dialog.tsx';
import { LiveStatus } from '../ui/live-status.tsx';
import { answerByDigit } from './answer-model.ts';
import { AnswerSheet, type SheetProps } from './answer-sheet.tsx';
import { CutStrip } from './cut-strip.tsx';
import { HandInDialog } from './hand-in-dialog.tsx';
import { ItemView } from './item-view.tsx';
import { KeysHelp, useKeysEnabled } from './keys-help.tsx';
import { RoomBar } from './room-bar.tsx';
import { RoomFoot } from './room-foot.tsx';
import type { RoomState } from './room-types.ts';
import type { QueueState } from './save-types.ts';
import { useKeys } from './use-keys.ts';
import { useMarks } from './use-marks.ts';
import { usePlace } from './use-place.ts';
import type { Room } from './use-room.ts';
import { Watermark } from './watermark.tsx';

type DeskProps = { room: Room; state: RoomState; view: AttemptView; save: QueueState; deadlineAt: string };

/** Where the candidate is, what is marked, and the keys for both. */
function useDesk({ session }: Room, view: AttemptView) {
  const place = usePlace(view.attemptId, view.items);
  const { item, current, move } = place;
  const [marked, toggleMark] = useMarks(view.attemptId);
  const [keysOn, setKeysOn] = useKeysEnabled();
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
  return { ...place, marked, mark: keys.mark, keysOn, setKeysOn };
}

type SheetPanelProps = { sheet: SheetProps; keysOn: boolean; onKeys: (on: boolean) => void };

function SheetPanel({ sheet, keysOn, onKeys }: SheetPanelProps) {
  return (
    <aside aria-label="答题卡" className="hidden py-5 lg:block">
      <div className="sticky top-24 max-h-[calc(100dvh-7rem)] space-y-4 overflow-y-auto rounded border border-line bg-surface p-4">
        <h2 className="text-base">答题卡</h2>
        <AnswerSheet {...sheet} />
        <KeysHelp enabled={keysOn} onChange={onKeys} />
      </div>
    </aside>
  );
}

/** The paper: item left, answer sheet right; on a phone the sheet comes from below. */
export function RoomDesk({ room, state, view, save, deadlineAt }: DeskProps) {
  const { session, clock } = room;
  const { item, index, current, go, move, heading, marked, mark, keysOn, setKeysOn } = useDesk(room, view);
  const [panel, setPanel] = useState<'none' | 'sheet' | 'hand-in'>('none');
  const over = useCallback(() => void session.close('time'), [session]);
  const handIn = useCallback(() => void session.close('hand-in'), [session]);
  const onGo = (position: number) => {
    setPanel('none');
    go(position);
  };
  const close = () => setPanel('none');
  const askHandIn = () => setPanel('hand-in');
  const sheet = { view, answers: state.answers, marked, current, onGo };
  if (!item) return null;
  const refused = save.refused.get(item.position);
  return (
    <>
      <RoomBar
        {...{ title: view.title, clock, deadlineAt, save, anyAnswer: state.answers.size > 0 }}
        onOver={over}
        onHandIn={askHandIn}
      />
      <CutStrip save={save} />
      <div className="mx-auto grid w-full max-w-[80rem] flex-1 gap-8 lg:grid-cols-[minmax(0,1fr)_19rem] lg:px-8">
        <main className="flex min-w-0 flex-col lg:block lg:max-w-[48rem]">
          <div className="flex-1 space-y-4 px-4 pt-5 pb-6 lg:px-0">
            <LiveStatus className="text-sm text-warning empty:hidden">{state.notice}</LiveStatus>
            {refused ? <p className="text-seal text-sm">本题没有保存：{refused}</p> : null}
            <ItemView
              key={item.position}
              {...{ view, item, answer: state.answers.get(item.position), headingRef: heading }}
              onAnswer={(answer, kind) => session.answer(item.position, answer, kind)}
              onRest={() => session.flush()}
            />
          </div>
          <RoomFoot
            {...{ index, count: view.items.length, marked: marked.has(current), onMove: move, onMark: mark }}
            onSheet={() => setPanel('sheet')}
            onHandIn={askHandIn}
          />
        </main>
        <SheetPanel sheet={sheet} keysOn={keysOn} onKeys={setKeysOn} />
      </div>
      <SideSheet open={panel === 'sheet'} onClose={close} title="答题卡">
        <AnswerSheet {...sheet} />
      </SideSheet>
      <HandInDialog {...sheet} {...{ save, open: panel === 'hand-in', onClose: close, onHandIn: handIn }} />
      <Watermark candidate={view.candidate} clock={clock} />
    </>
  );
}
