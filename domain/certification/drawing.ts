import type { CertificateView } from './certificate-view.ts';
import { braid, rosette } from './curves.ts';
import { sealShapes } from './seal.ts';
import { COLOUR, emsOf, line, rectangle, type Shape, text } from './shapes.ts';

/** A4 landscape in points. */
export const PAGE = { width: 842, height: 595 } as const;

const CENTRE = PAGE.width / 2;
const OUTER = 22;
const BAND = 22;
const INNER = OUTER + BAND;
const LEFT = 92;
const RIGHT = PAGE.width - LEFT;
const QR_SIZE = 84;
const QR_TOP = 402;
const SEAL = { x: 668, y: 449, radius: 57 } as const;

/** Modules of a QR code by row; true is dark. */
export type QrMatrix = { readonly size: number; readonly isDark: (row: number, column: number) => boolean };

function frame(): Shape[] {
  const middle = OUTER + BAND / 2;
  const across = PAGE.width - 2 * INNER;
  const down = PAGE.height - 2 * INNER;
  const wave = { amplitude: BAND / 2 - 2.5, strands: 4 };
  const sides = [
    ...[middle, PAGE.height - middle].flatMap((y) =>
      braid({ x: INNER, y, length: across, upright: false }, { ...wave, periods: 22 }),
    ),
    ...[middle, PAGE.width - middle].flatMap((x) =>
      braid({ x, y: INNER, length: down, upright: true }, { ...wave, periods: 15 }),
    ),
  ];
  const corners = [middle, PAGE.width - middle].flatMap((x) =>
    [middle, PAGE.height - middle].flatMap((y) =>
      rosette({ x, y }, { inner: 2.5, outer: BAND / 2 - 1.5, petals: 6, strands: 3 }),
    ),
  );
  return [
    rectangle(OUTER, { stroke: COLOUR.primary, width: 1.2 }),
    rectangle(INNER, { stroke: COLOUR.primary, width: 0.5 }),
    rectangle(INNER + 4, { stroke: COLOUR.gold, width: 0.5 }),
    ...[...sides, ...corners].map(
      (d): Shape => ({ kind: 'path', d, stroke: COLOUR.primary, width: 0.35, opacity: 0.75 }),
    ),
  ];
}

function ground(): Shape[] {
  const at = { x: CENTRE, y: 305 };
  const curves = [
    ...rosette(at, { inner: 92, outer: 205, petals: 12, strands: 8, stretch: 1.45 }),
    ...rosette(at, { inner: 30, outer: 96, petals: 9, strands: 5, stretch: 1.45 }),
  ];
  return curves.map((d): Shape => ({ kind: 'path', d, stroke: COLOUR.primary, width: 0.4, opacity: 0.13 }));
}

function head(view: CertificateView): Shape[] {
  return [
    text(view.issuer, { x: CENTRE, y: 92, size: 15, anchor: 'middle', maxWidth: 600, colour: COLOUR.ink2 }),
    text(view.title, {
      x: CENTRE,
      y: 140,
      size: 33,
      anchor: 'middle',
      maxWidth: 660,
      colour: COLOUR.primary,
      isBold: true,
    }),
    line([CENTRE - 150, 161], [CENTRE - 8, 161], COLOUR.gold),
    line([CENTRE + 8, 161], [CENTRE + 150, 161], COLOUR.gold),
    { kind: 'path', d: `M${CENTRE} 157l4 4l-4 4l-4 -4z`, fill: COLOUR.gold },
    text(view.serialLine, { x: CENTRE, y: 182, size: 11, anchor: 'middle', maxWidth: 400, colour: COLOUR.ink2 }),
  ];
}

function body(view: CertificateView): Shape[] {
  const [first, second] = view.statement;
  const sentence = { x: CENTRE, size: 15, anchor: 'middle', maxWidth: 640, colour: COLOUR.ink } as const;
  return [
    text(view.name, { x: CENTRE, y: 232, size: 30, anchor: 'middle', maxWidth: 560, colour: COLOUR.ink, isBold: true }),
    text(view.personLine, { x: CENTRE, y: 257, size: 11.5, anchor: 'middle', maxWidth: 640, colour: COLOUR.ink2 }),
    text(first, { ...sentence, y: 290 }),
    text(second, { ...sentence, y: 313 }),
  ];
}

function facts(view: CertificateView): Shape[] {
  const width = (RIGHT - LEFT) / view.facts.length;
  const top = 333;
  return [
    line([LEFT, top], [RIGHT, top], COLOUR.line),
    line([LEFT, top + 54], [RIGHT, top + 54], COLOUR.line),
    ...view.facts.flatMap((fact, index) => {
      const x = LEFT + width * (index + 0.5);
      const common = { x, anchor: 'middle', maxWidth: width - 16 } as const;
      return [
        text(fact.label, { ...common, y: top + 15, size: 9.5, colour: COLOUR.ink2 }),
        text(fact.value, { ...common, y: top + 33, size: 14, colour: COLOUR.ink, isBold: true }),
        text(fact.remark, { ...common, y: top + 47, size: 9, colour: COLOUR.ink2 }),
        ...(index > 0 ? [line([LEFT + width * index, top + 10], [LEFT + width * index, top + 44], COLOUR.line)] : []),
      ];
    }),
  ];
}

/** Dark modules as one path, neighbours in a row joined, so that no hairline shows between them. */
function qrPath(matrix: QrMatrix): string {
  const unit = QR_SIZE / matrix.size;
  const at = (n: number) => Math.round(n * unit * 10) / 10;
  const width = (from: number, to: number) => Math.round((at(to) - at(from)) * 10) / 10;
  let path = '';
  for (let row = 0; row < matrix.size; row += 1) {
    for (let from = 0; from < matrix.size; from += 1) {
      if (!matrix.isDark(row, from)) continue;
      let to = from;
      while (to < matrix.size && matrix.isDark(row, to)) to += 1;
      path += `M${LEFT + at(from)} ${QR_TOP + at(row)}h${width(from, to)}v${width(row, row + 1)}h-${width(from, to)}z`;
      from = to;
    }
  }
  return path;
}

function proof(view: CertificateView, qr: QrMatrix): Shape[] {
  const x = LEFT + QR_SIZE + 16;
  const small = { x, anchor: 'start', maxWidth: 330, colour: COLOUR.ink2 } as const;
  return [
    { kind: 'path', d: qrPath(qr), fill: COLOUR.ink },
    text('扫描二维码，或打开下面的网址核验', { ...small, y: 420, size: 10.5, colour: COLOUR.ink }),
    text(view.verifyUrl, { ...small, y: 438, size: 9 }),
    text(`核验码 ${view.verifyCode}`, { ...small, y: 453, size: 9 }),
    text('本证明经电子签名，任何改动都会使核验不通过。', { ...small, y: 471, size: 9 }),
  ];
}

function signature(view: CertificateView): Shape[] {
  const common = { x: SEAL.x, anchor: 'middle', colour: COLOUR.ink } as const;
  return [
    text(view.issuer, { ...common, y: 482, size: 12.5, maxWidth: 168, isBold: true }),
    text(`签发日期 ${view.issuedOn}`, { ...common, y: 499, size: 11, maxWidth: 200 }),
    ...sealShapes(view.issuer, SEAL),
  ];
}

function foot(view: CertificateView): Shape[] {
  const lines = [`${view.meaning}　·　${view.nonClassifiedNotice}`, ...view.remarks];
  return lines.map((content, index) =>
    text(content, {
      x: CENTRE,
      y: 521 + index * 11,
      size: index === 0 ? 9 : 7.5,
      anchor: 'middle',
      maxWidth: 690,
      colour: COLOUR.ink2,
    }),
  );
}

function stamp(view: CertificateView): Shape[] {
  if (view.stamp === null) return [];
  const size = Math.min(96, 560 / emsOf(view.stamp));
  const look = { colour: COLOUR.seal, anchor: 'middle', isBold: true, turn: -16, opacity: 0.32 } as const;
  return [{ kind: 'text', content: view.stamp, x: CENTRE, y: 340, size, ...look }];
}

/**
 * The certificate as shapes on A4 landscape, in drawing order; the print and the screen only paint them, so that both
 * always show the same.
 */
export function certificateDrawing(view: CertificateView, qr: QrMatrix): readonly Shape[] {
  return [
    ...ground(),
    ...frame(),
    ...head(view),
    ...body(view),
    ...facts(view),
    ...proof(view, qr),
    ...signature(view),
    ...foot(view),
    ...stamp(view),
  ];
}
