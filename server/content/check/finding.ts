import type { Problem } from '../problems.ts';

/** `error` fails the check; `note` is for the author's eye. */
export type Finding = Problem & { readonly severity: 'error' | 'note' };

export function error(file: string, line: number, message: string): Finding {
  return { severity: 'error', file, line, message };
}

export function note(file: string, line: number, message: string): Finding {
  return { severity: 'note', file, line, message };
}

/** Characters a reader counts: no spaces, citations or marks of the format. */
export function characters(text: string): number {
  return [...text.replace(/\s/g, '')].length;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
