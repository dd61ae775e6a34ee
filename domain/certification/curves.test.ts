import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Curve, smoothPath } from './curves.ts';

/** Where the arcs of a path end, read back from its data. */
function endsOf(path: string): [number, number][] {
  const [start, ...arcs] = path
    .slice(1)
    .split('c')
    .map((part) => (part.match(/-?\d*\.?\d+/g) ?? []).map(Number));
  let [x = 0, y = 0] = start ?? [];
  const ends: [number, number][] = [[x, y]];
  for (const arc of arcs) {
    expect(arc).toHaveLength(6);
    x += arc[4] ?? 0;
    y += arc[5] ?? 0;
    ends.push([x, y]);
  }
  return ends;
}

describe('smoothPath', () => {
  it('passes through the curve at the end of every arc, however many there are', () => {
    const size = fc.integer({ min: 1, max: 800 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 300 }), (a, b, pieces) => {
        const curve: Curve = (t) => [a * Math.cos(t) - b, b * Math.sin(3 * t)];
        endsOf(smoothPath(curve, 0, 2 * Math.PI, pieces)).forEach(([x, y], index) => {
          const [wantX, wantY] = curve((index / pieces) * 2 * Math.PI);
          expect(Math.abs(x - wantX)).toBeLessThanOrEqual(0.051);
          expect(Math.abs(y - wantY)).toBeLessThanOrEqual(0.051);
        });
      }),
    );
  });
});
