import type { BrowserContext } from '@playwright/test';

/** What a browser complains about for a state the test brought about itself, such as a refused log-in. */
const HTTP_STATUS = /Failed to load resource: the server responded with a status of (\d+)/;

export type Watch = {
  /** Statuses that are part of the story of this test. */
  allowStatus(...statuses: number[]): void;
  /** Everything seen since the start that nobody allowed. */
  complaints(): readonly string[];
};

/** Listens to every page of a context for console errors, uncaught errors and violations of the content policy. */
export function watch(context: BrowserContext): Watch {
  const seen: string[] = [];
  const allowed = new Set<string>();
  context.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) {
      seen.push(`${message.text()} (${message.page()?.url() ?? ''})`);
    }
  });
  context.on('weberror', (error) => seen.push(String(error.error())));
  return {
    allowStatus: (...statuses) => {
      for (const status of statuses) allowed.add(String(status));
    },
    complaints: () => seen.filter((text) => !allowed.has(HTTP_STATUS.exec(text)?.[1] ?? '')),
  };
}
