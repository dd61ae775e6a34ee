/** Colours of the paper; it stays white in dark mode, as paper does. */
export const COLOUR = {
  ink: '#0F1B2D',
  ink2: '#4A5A70',
  line: '#C3CEDD',
  primary: '#1F4E8C',
  gold: '#B08D3C',
  seal: '#B3261E',
} as const;
export type Colour = (typeof COLOUR)[keyof typeof COLOUR];

export type PathShape = {
  readonly kind: 'path';
  readonly d: string;
  readonly stroke?: Colour;
  readonly fill?: Colour;
  /** Of the stroke, in points. */
  readonly width?: number;
  readonly opacity?: number;
};

export type TextShape = {
  readonly kind: 'text';
  readonly content: string;
  readonly x: number;
  /** The base line. */
  readonly y: number;
  readonly size: number;
  readonly colour: Colour;
  readonly anchor: 'start' | 'middle';
  readonly isBold: boolean;
  /** Degrees, clockwise round (x, y). */
  readonly turn: number;
  readonly opacity: number;
};

export type Shape = PathShape | TextShape;

/** Rough width of a text in ems: full for Chinese and full-width forms, a little over half for the rest. */
export function emsOf(content: string): number {
  let ems = 0;
  for (const char of content) ems += /[\u0020-\u024f]/.test(char) ? 0.58 : 1;
  return ems;
}

type TextPlan = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor: 'start' | 'middle';
  readonly colour: Colour;
  /** The text is set smaller when it would be wider than this. */
  readonly maxWidth: number;
  readonly isBold?: boolean;
};

/** A line of text that never grows wider than its place. */
export function text(content: string, { x, y, size, anchor, colour, maxWidth, isBold = false }: TextPlan): TextShape {
  const fitting = maxWidth / Math.max(emsOf(content), 1);
  const fitted = Math.floor(Math.min(size, fitting) * 100) / 100;
  return { kind: 'text', content, x, y, size: fitted, colour, anchor, isBold, turn: 0, opacity: 1 };
}

export function line(from: readonly [number, number], to: readonly [number, number], stroke: Colour): PathShape {
  return { kind: 'path', d: `M${from[0]} ${from[1]}L${to[0]} ${to[1]}`, stroke, width: 0.6 };
}

const A4 = { width: 842, height: 595 } as const;

/** A rectangle that keeps the same distance from all four edges of the page. */
export function rectangle(inset: number, look: Pick<PathShape, 'stroke' | 'width'>): PathShape {
  const d = `M${inset} ${inset}H${A4.width - inset}V${A4.height - inset}H${inset}Z`;
  return { kind: 'path', d, ...look };
}

export function circle(x: number, y: number, radius: number, look: Omit<PathShape, 'kind' | 'd'>): PathShape {
  const arc = `A${radius} ${radius} 0 1 1`;
  return { kind: 'path', d: `M${x - radius} ${y}${arc} ${x + radius} ${y}${arc} ${x - radius} ${y}Z`, ...look };
}
