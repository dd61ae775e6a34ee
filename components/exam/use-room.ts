'use client';

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { reportEvent } from './exam-api.ts';
import { openJournal } from './journal.ts';
import { RoomSession } from './room-session.ts';
import type { RoomState } from './room-types.ts';
import type { Schedule } from './save-types.ts';
import { ServerClock } from './server-clock.ts';

const CHANNEL = 'shoumi-exam-room';

const schedule: Schedule = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export type Room = { readonly session: RoomSession; readonly clock: ServerClock };

function newRoom(attemptId: string): Room {
  const clock = new ServerClock();
  const session = new RoomSession({ attemptId, clock, schedule, random: Math.random, journal: openJournal(attemptId) });
  return { session, clock };
}

function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/** One tab at a time writes to a paper: the newest to arrive says so, and the others stop. */
function claimTab(attemptId: string, session: RoomSession): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const tab = randomId();
  const claim = () => channel.postMessage({ attemptId, tab });
  channel.onmessage = ({ data }: MessageEvent<{ attemptId: string; tab: string }>) => {
    if (data.attemptId === attemptId && data.tab !== tab) session.yieldToOtherTab();
  };
  claim();
  const takeBack = (event: Event) => {
    if ((event as CustomEvent<string>).detail === attemptId) claim();
  };
  window.addEventListener(CHANNEL, takeBack);
  return () => {
    window.removeEventListener(CHANNEL, takeBack);
    channel.close();
  };
}

/** The page goes to the background, away, or off line: save first, then tell the invigilator. */
function watchPage(attemptId: string, session: RoomSession): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const isOpen = () => session.state.phase.kind === 'open';
  const tell = (kind: Parameters<typeof reportEvent>[1]) => {
    if (isOpen()) void reportEvent(attemptId, kind);
  };
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') {
        session.leaving();
        tell('left-page');
      } else {
        tell('returned');
        session.returned();
      }
    },
    { signal },
  );
  window.addEventListener('pagehide', () => session.leaving(), { signal });
  window.addEventListener(
    'online',
    () => {
      session.returned();
      tell('offline');
      tell('online');
    },
    { signal },
  );
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (isOpen() && session.state.save && session.state.save.unsaved.length > 0) event.preventDefault();
    },
    { signal },
  );
  return () => abort.abort();
}

/** The sitting of one attempt on this page. Null until the browser has taken over. */
export function useRoom(attemptId: string): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const opened = newRoom(attemptId);
    const release = claimTab(attemptId, opened.session);
    const unwatch = watchPage(attemptId, opened.session);
    setRoom(opened);
    void opened.session.load();
    return () => {
      unwatch();
      release();
      opened.session.end();
    };
  }, [attemptId]);
  return room;
}

export function useRoomState(session: RoomSession): RoomState {
  const read = useCallback(() => session.state, [session]);
  return useSyncExternalStore(session.subscribe, read, read);
}

/** Takes the paper back from another tab of this browser. */
export function claimHere(attemptId: string, session: RoomSession): void {
  window.dispatchEvent(new CustomEvent(CHANNEL, { detail: attemptId }));
  void session.load();
}
