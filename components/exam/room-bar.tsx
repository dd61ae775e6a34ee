'use client';

import { Button } from '../ui/button.tsx';
import { RoomClock, useSecondsLeft } from './room-clock.tsx';
import { SaveBadge } from './save-badge.tsx';
import type { QueueState } from './save-types.ts';
import type { ServerClock } from './server-clock.ts';

type RoomBarProps = {
  title: string;
  clock: ServerClock;
  deadlineAt: string;
  save: QueueState;
  anyAnswer: boolean;
  onOver: () => void;
  onHandIn: () => void;
};

/** Time and save state, always in sight. */
export function RoomBar({ title, clock, deadlineAt, save, anyAnswer, onOver, onHandIn }: RoomBarProps) {
  const seconds = useSecondsLeft(clock, deadlineAt, onOver);
  return (
    <header className="sticky top-strip z-20 border-line border-b bg-surface">
      <div className="mx-auto flex max-w-[80rem] flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 lg:px-8">
        <h1 className="w-full min-w-0 truncate text-base sm:w-auto sm:flex-1">{title}</h1>
        <RoomClock seconds={seconds} />
        <SaveBadge save={save} any={anyAnswer} />
        <Button size="sm" className="ml-auto sm:ml-0" onClick={onHandIn}>
          交卷
        </Button>
      </div>
    </header>
  );
}
