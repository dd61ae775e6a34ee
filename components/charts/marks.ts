/** Ticks and hairlines of every chart, from the interface's own tokens. */
export const AXIS = { fontSize: 13, fill: 'var(--color-ink-2)' } as const;
export const GRID = 'var(--color-line)';
