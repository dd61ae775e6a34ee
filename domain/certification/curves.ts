/** A curve in the plane, by a parameter. */
export type Curve = (t: number) => readonly [x: number, y: number];

const STEP = 1e-4;

function slope(curve: Curve, t: number): readonly [number, number] {
  const [ax, ay] = curve(t - STEP);
  const [bx, by] = curve(t + STEP);
  return [(bx - ax) / (2 * STEP), (by - ay) / (2 * STEP)];
}

/** One decimal is a thirtieth of a millimetre on A4. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10 || 0;
}

/** Numbers of path data in as few characters as SVG allows: no blank before a minus, no zero before the point. */
function packed(numbers: readonly number[]): string {
  const rounded = numbers.map(tenth);
  return rounded
    .map((value, index) => (index > 0 && value >= 0 ? ' ' : '') + String(value).replace(/^(-?)0\./, '$1.'))
    .join('');
}

/**
 * SVG path data of a curve from `from` to `to` as `pieces` cubic arcs that meet without a corner. The arcs are relative
 * to the rounded point where the last one ended, so that rounding never adds up.
 */
export function smoothPath(curve: Curve, from: number, to: number, pieces: number): string {
  const width = (to - from) / pieces;
  const third = width / 3;
  let [x, y] = curve(from).map(tenth) as [number, number];
  let path = `M${packed([x, y])}`;
  for (let i = 0; i < pieces; i += 1) {
    const a = from + i * width;
    const b = a + width;
    const [ax, ay] = curve(a);
    const [bx, by] = curve(b).map(tenth) as [number, number];
    const [au, av] = slope(curve, a);
    const [bu, bv] = slope(curve, b);
    path += `c${packed([ax + au * third - x, ay + av * third - y, bx - bu * third - x, by - bv * third - y, bx - x, by - y])}`;
    [x, y] = [bx, by];
  }
  return path;
}

/** Braided waves along a straight line of whole periods; the strands differ in phase. */
export function braid(
  line: { readonly x: number; readonly y: number; readonly length: number; readonly upright: boolean },
  wave: { readonly amplitude: number; readonly periods: number; readonly strands: number },
): string[] {
  return Array.from({ length: wave.strands }, (_, strand) => {
    const phase = (strand / wave.strands) * 2 * Math.PI;
    const curve: Curve = (t) => {
      const along = t * line.length;
      const across = wave.amplitude * Math.sin(t * wave.periods * 2 * Math.PI + phase);
      return line.upright ? [line.x + across, line.y + along] : [line.x + along, line.y + across];
    };
    return smoothPath(curve, 0, 1, wave.periods * 3);
  });
}

/** Closed curves round a point whose distance swings `petals` times between `inner` and `outer`, turned by equal parts. */
export function rosette(
  at: { readonly x: number; readonly y: number },
  shape: {
    readonly inner: number;
    readonly outer: number;
    readonly petals: number;
    readonly strands: number;
    /** Width over height; 1 is a circle. */
    readonly stretch?: number;
  },
): string[] {
  const middle = (shape.inner + shape.outer) / 2;
  const swing = (shape.outer - shape.inner) / 2;
  return Array.from({ length: shape.strands }, (_, strand) => {
    const phase = (strand / shape.strands) * 2 * Math.PI;
    const curve: Curve = (t) => {
      const radius = middle + swing * Math.sin(shape.petals * t + phase);
      return [at.x + radius * Math.cos(t) * (shape.stretch ?? 1), at.y + radius * Math.sin(t)];
    };
    return smoothPath(curve, 0, 2 * Math.PI, Math.max(shape.petals * 4, 36));
  });
}
