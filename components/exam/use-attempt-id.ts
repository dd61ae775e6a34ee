'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * The attempt named in the address. The shell is prerendered and knows no address, so it is undefined until the browser
 * has taken over; null when the address names none.
 */
export function useAttemptId(): string | null | undefined {
  return useSyncExternalStore<string | null | undefined>(
    never,
    () => new URLSearchParams(window.location.search).get('attempt') || null,
    () => undefined,
  );
}
