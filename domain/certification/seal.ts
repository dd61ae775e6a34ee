import { COLOUR, circle, type Shape, type TextShape } from './shapes.ts';

const OPACITY = 0.82;
/** The name takes at most this much of the ring, centred at its top. */
const MAX_SPREAD_DEGREES = 205;
const MAX_STEP_DEGREES = 23;

function around(name: string, place: { x: number; y: number; radius: number }): TextShape[] {
  const chars = [...name];
  const step = Math.min(MAX_STEP_DEGREES, MAX_SPREAD_DEGREES / Math.max(chars.length - 1, 1));
  const ring = place.radius * 0.71;
  const size = Math.min(place.radius * 0.22, (ring * step * Math.PI) / 180 / 1.04);
  return chars.map((content, index) => {
    const turn = (index - (chars.length - 1) / 2) * step;
    const angle = (turn * Math.PI) / 180;
    return {
      kind: 'text',
      content,
      x: place.x + ring * Math.sin(angle),
      y: place.y - ring * Math.cos(angle),
      size,
      colour: COLOUR.seal,
      anchor: 'middle',
      isBold: true,
      turn,
      opacity: OPACITY,
    };
  });
}

/**
 * A red ring with the organisation's name along it. It marks the electronic issue and says so in its middle; it carries
 * no star, because it is not and must not look like the organisation's registered seal.
 */
export function sealShapes(
  name: string,
  place: { readonly x: number; readonly y: number; readonly radius: number },
): Shape[] {
  const { x, y, radius } = place;
  const middle = {
    kind: 'text',
    x,
    colour: COLOUR.seal,
    anchor: 'middle',
    isBold: true,
    turn: 0,
    opacity: OPACITY,
  } as const;
  return [
    circle(x, y, radius, { stroke: COLOUR.seal, width: 2.2, opacity: OPACITY }),
    circle(x, y, radius - 3.6, { stroke: COLOUR.seal, width: 0.6, opacity: OPACITY }),
    ...around(name, place),
    { ...middle, content: '电子签发', y: y + radius * 0.02, size: radius * 0.23 },
    { ...middle, content: '培训考核合格', y: y + radius * 0.24, size: radius * 0.13 },
  ];
}
