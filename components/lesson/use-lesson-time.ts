'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BeatView, StandingView } from '../../domain/learning/lesson-view.ts';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { BEAT_EVERY_MS, newViewerId, type Pause, shownSeconds } from './study-time.ts';
import { awayNow, sectionInView, useLastUse } from './use-presence-signals.ts';

const TICK_MS = 1000;

export type LessonTime = {
  readonly standing: StandingView;
  readonly pause: Pause;
  /** Credited seconds as shown, between two answers of the server a little ahead of it. */
  readonly seconds: number;
  /** Opens the lesson in this tab again after another one took it. */
  readonly takeHere: () => void;
  /** Settles when the server has answered the last opening; an answer sent before would find no open lesson. */
  readonly whenOpened: () => Promise<unknown>;
  readonly confirmPresence: () => void;
  readonly markSection: (section: string) => void;
  readonly applyCheck: (change: Pick<StandingView, 'checksDone' | 'complete'>) => void;
};

type Options = { readonly lessonId: string; readonly sectionIds: readonly string[]; readonly initial: StandingView };

function pauseOf(error: ApiError): Exclude<Pause, null> {
  if (error.code === 'OFFLINE') return 'offline';
  return error.code === 'LESSON_OPEN_ELSEWHERE' ? 'elsewhere' : 'trouble';
}

/** Server's word that stops the beats until the reader acts; everything else is tried again by itself. */
const STANDS = new Set<Pause>(['elsewhere', 'presence', 'cap']);

/**
 * Keeps the one open lesson of this tab: opens it, sends a heartbeat every 15 s while the page is visible, in front and
 * used, and follows what the server credits. The page never sends a duration.
 */
export function useLessonTime({ lessonId, sectionIds, initial }: Options): LessonTime {
  const base = `/api/v1/lessons/${lessonId}`;
  const [standing, setStanding] = useState(initial);
  const [server, setServer] = useState<Pause>('starting');
  const [away, setAway] = useState<'hidden' | 'idle' | null>(null);
  const [sinceBeat, setSinceBeat] = useState(0);
  /** One id as long as the page stands; the server gives the lesson to whichever id opened it last. */
  const viewer = useRef('');
  const isOpen = useRef(false);
  const opening = useRef<Promise<unknown>>(Promise.resolve());
  const beatAt = useRef(0);
  const busy = useRef(false);
  const waiting = useRef(new Set<string>());
  const lastUse = useLastUse();
  const merge = useCallback((change: Partial<StandingView>) => setStanding((before) => ({ ...before, ...change })), []);

  const beat = useCallback(
    async (keepalive = false) => {
      if (busy.current || !isOpen.current) return;
      busy.current = true;
      beatAt.current = performance.now();
      const section = sectionInView(sectionIds);
      const body = { viewerId: viewer.current, ...(section ? { section } : {}) };
      const result = await apiFetch<BeatView>(`${base}/heartbeat`, { method: 'POST', body, keepalive });
      busy.current = false;
      beatAt.current = performance.now();
      setSinceBeat(0);
      if (!result.ok) return setServer(pauseOf(result.error));
      const { creditedSeconds, requiredSeconds, complete, askPresence, reason } = result.value;
      merge({ creditedSeconds, requiredSeconds, complete });
      setServer(askPresence && !complete ? 'presence' : reason === 'cap' ? 'cap' : null);
    },
    [base, merge, sectionIds],
  );

  const open = useCallback(async () => {
    viewer.current ||= newViewerId();
    const body = { viewerId: viewer.current };
    const request = apiFetch<StandingView>(`${base}/open`, { method: 'POST', body });
    opening.current = request;
    const result = await request;
    isOpen.current = result.ok;
    if (!result.ok) {
      beatAt.current = performance.now();
      return setServer(pauseOf(result.error));
    }
    merge(result.value);
    setServer(null);
    await beat();
  }, [base, beat, merge]);

  const markSection = useCallback(
    async (section: string) => {
      if (!isOpen.current || waiting.current.has(section)) return;
      waiting.current.add(section);
      const body = { viewerId: viewer.current, section };
      const result = await apiFetch<StandingView>(`${base}/sections`, { method: 'POST', body });
      if (result.ok) merge({ sectionsDone: result.value.sectionsDone, complete: result.value.complete });
      else {
        waiting.current.delete(section);
        setServer(pauseOf(result.error));
      }
    },
    [base, merge],
  );

  const confirmPresence = useCallback(async () => {
    const result = await apiFetch<StandingView>(`${base}/presence`, {
      method: 'POST',
      body: { viewerId: viewer.current },
    });
    if (result.ok || result.error.code === 'PRESENCE_NOT_ASKED') {
      setServer(null);
      await beat();
    } else setServer(pauseOf(result.error));
  }, [base, beat]);

  useEffect(() => {
    open().catch(() => setServer('trouble'));
  }, [open]);

  const isDone = standing.complete;
  useEffect(() => {
    if (isDone) return;
    const look = () => {
      const reason = awayNow(lastUse.current);
      setAway(reason);
      const elapsed = performance.now() - beatAt.current;
      setSinceBeat(elapsed);
      if (reason || STANDS.has(server) || elapsed < BEAT_EVERY_MS) return;
      (isOpen.current ? beat() : open()).catch(() => setServer('trouble'));
    };
    // The seconds up to leaving still count; coming back starts the next stretch at once.
    const turn = () => {
      const reason = awayNow(lastUse.current);
      setAway(reason);
      if (isOpen.current && !STANDS.has(server)) beat(true).catch(() => setServer('trouble'));
    };
    const timer = setInterval(look, TICK_MS);
    document.addEventListener('visibilitychange', turn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [beat, open, server, isDone, lastUse]);

  const pause: Pause = server ?? away;
  const seconds = shownSeconds(standing.creditedSeconds, sinceBeat, pause === null && !isDone);
  return useMemo(
    () => ({
      standing,
      pause,
      seconds,
      takeHere: () => void open(),
      whenOpened: () => opening.current,
      confirmPresence: () => void confirmPresence(),
      markSection: (section: string) => void markSection(section),
      applyCheck: merge,
    }),
    [standing, pause, seconds, open, confirmPresence, markSection, merge],
  );
}
