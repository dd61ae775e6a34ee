/** Says which characters of a text a font has no glyph for; without it a rare name would print as empty boxes. */
export type Coverage = { readonly has: (codePoint: number) => boolean };

/** What a font can print and how far each character advances, in ems. */
export type FontMap = Coverage & { readonly advanceOf: (codePoint: number) => number };

type Range = { readonly from: number; readonly to: number; readonly glyphOf: (codePoint: number) => number };

function tableOffset(font: DataView, tag: string): number {
  const count = font.getUint16(4);
  for (let i = 0; i < count; i += 1) {
    const record = 12 + i * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => font.getUint8(record + at)));
    if (name === tag) return font.getUint32(record + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}

/** Format 4: the basic plane in segments. */
function segmentRanges(font: DataView, at: number): Range[] {
  const count = font.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + count * 2 + 2;
  return Array.from({ length: count }, (_, i) => {
    const from = font.getUint16(starts + i * 2);
    const delta = font.getUint16(starts + count * 2 + i * 2);
    const offsetAt = starts + count * 4 + i * 2;
    const offset = font.getUint16(offsetAt);
    return {
      from,
      to: font.getUint16(ends + i * 2),
      glyphOf: (codePoint: number) => {
        const glyph = offset === 0 ? codePoint : font.getUint16(offsetAt + offset + (codePoint - from) * 2);
        return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
      },
    };
  });
}

/** Format 12: every plane in groups. */
function groupRanges(font: DataView, at: number): Range[] {
  return Array.from({ length: font.getUint32(at + 12) }, (_, i) => {
    const group = at + 16 + i * 12;
    const from = font.getUint32(group);
    const first = font.getUint32(group + 8);
    return { from, to: font.getUint32(group + 4), glyphOf: (codePoint: number) => first + codePoint - from };
  });
}

/** Advance widths by glyph, in ems (OpenType `hhea`, `hmtx`); glyphs past the table share the last width. */
function advances(font: DataView): (glyph: number) => number {
  const unitsPerEm = font.getUint16(tableOffset(font, 'head') + 18);
  const count = font.getUint16(tableOffset(font, 'hhea') + 34);
  const hmtx = tableOffset(font, 'hmtx');
  return (glyph) => font.getUint16(hmtx + Math.min(glyph, count - 1) * 4) / unitsPerEm;
}

/** Reads the character map of a TrueType font (OpenType `cmap`, formats 4 and 12). @throws when it has neither. */
export function coverageOf(bytes: Uint8Array): FontMap {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cmap = tableOffset(font, 'cmap');
  const ranges: Range[] = [];
  for (let i = 0; i < font.getUint16(cmap + 2); i += 1) {
    const at = cmap + font.getUint32(cmap + 4 + i * 8 + 4);
    const format = font.getUint16(at);
    if (format === 4) ranges.push(...segmentRanges(font, at));
    if (format === 12) ranges.push(...groupRanges(font, at));
  }
  if (ranges.length === 0) throw new Error('the font has no character map of format 4 or 12');
  const glyphOf = (codePoint: number) => {
    for (const range of ranges) {
      const glyph = codePoint >= range.from && codePoint <= range.to ? range.glyphOf(codePoint) : 0;
      if (glyph !== 0) return glyph;
    }
    return 0;
  };
  const advance = advances(font);
  return { has: (codePoint) => glyphOf(codePoint) !== 0, advanceOf: (codePoint) => advance(glyphOf(codePoint)) };
}
