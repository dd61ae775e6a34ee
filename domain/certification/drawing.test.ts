import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateView, hoursText } from './certificate-view.ts';
import { certificateDrawing, PAGE } from './drawing.ts';
import { samplePayload } from './sample-payload.ts';
import { emsOf, type TextShape } from './shapes.ts';

const qr = { size: 3, isDark: (row: number, column: number) => (row + column) % 2 === 0 };

function textsOf(...changes: Parameters<typeof samplePayload>): TextShape[] {
  const view = certificateView(samplePayload(...changes), { baseUrl: 'https://baomi.example' });
  return certificateDrawing(view, qr).filter((shape) => shape.kind === 'text');
}

describe('certificateDrawing', () => {
  it('keeps every line of text on the paper, however long a name or a unit is', () => {
    const line = fc.string({ unit: fc.constantFrom('张', '研', 'W', '·', ' '), minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(line, line, line, line, (name, unit, issuer, title) => {
        for (const { content, x, size, anchor, turn } of textsOf({ name, unit, issuer, title })) {
          const width = emsOf(content) * size;
          const left = anchor === 'middle' ? x - width / 2 : x;
          if (turn === 0) expect(left >= 30 && left + width <= PAGE.width - 30, content).toBe(true);
        }
      }),
    );
  });

  it('writes every character of the organisation along the ring, upright at the top', () => {
    const ring = textsOf({ issuer: '江东市档案局' }).filter((shape) => [...shape.content].length === 1);
    expect(ring.map((shape) => shape.content).join('')).toBe('江东市档案局');
    expect(ring.reduce((sum, shape) => sum + shape.turn, 0)).toBeCloseTo(0);
  });

  it('stamps nothing on a certificate that holds', () => {
    const words = textsOf().map((shape) => shape.content);
    expect(words).not.toContain('有效');
    expect(words).toContain('张晓明');
  });
});

describe('hoursText', () => {
  it('never claims more than was learnt', () => {
    expect(hoursText({ minutes: 179, minutesPerHour: 45 })).toBe('3.9');
    expect(hoursText({ minutes: 180, minutesPerHour: 45 })).toBe('4.0');
  });
});
