import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { isValidElement, type ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { samplePayload } from '#domain/certification/sample-payload.ts';
import { certificateDocument, certificatePdf } from './certificate-pdf.ts';
import { coverageOf } from './glyph-coverage.ts';

const place = { baseUrl: 'https://baomi.example' };
const fontFile = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
/** The upper part is written otherwise than in 吉; names use it, and the font has no glyph for it. */
const RARE = '\u{20bb7}';

/** Every text of an element tree, in order. */
function textsOf(node: ReactNode): string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return node.flatMap(textsOf);
  return isValidElement<{ children?: ReactNode }>(node) ? textsOf(node.props.children) : [];
}

/** The dictionaries of a PDF in the clear; what is compressed is inflated. */
function readable(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    const bytes = Buffer.from(body ?? '', 'latin1');
    return bytes[0] === 0x78 ? inflateSync(bytes).toString('latin1') : '';
  });
  return raw + streams.join('\n');
}

describe('the printed certificate', () => {
  it('says everything the signed text says', () => {
    const payload = samplePayload();
    const texts = textsOf(certificateDocument(payload, place)).join('\n');
    const said = [payload.serial, payload.name, payload.title, payload.issuer, payload.employeeNo, payload.unit];
    const more = [payload.category, '4.4 学时', '92.5 分', '合格线 80 分', payload.issuedOn, payload.validUntil];
    const duties = [
      '本证明为本单位培训考核合格证明',
      '本系统为非涉密系统',
      `https://baomi.example/verify/${payload.verifyCode}`,
    ];
    for (const part of [...said, ...more, ...duties]) expect(texts).toContain(part);
  });

  it('is one A4 page across with both weights of its font inside', async () => {
    const text = readable(await certificatePdf(samplePayload(), place));
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(text).toMatch(/\/MediaBox \[0 0 841\.\d+ 595\.\d+\]/);
    const fonts = new Set(text.match(/\/FontName \/[A-Z]+\+\S+/g));
    expect([...fonts].map((name) => name.replace(/.*\+/, '')).sort()).toEqual([
      'NotoSansSC-Bold',
      'NotoSansSC-Regular',
    ]);
    expect(text.match(/\/FontFile2 /g)).toHaveLength(fonts.size);
  });

  it('shows a box and says so for a character the font lacks, and prints the others', () => {
    const texts = textsOf(certificateDocument(samplePayload({ name: `张${RARE}明` }), place)).join('\n');
    expect(texts).toContain('张□明');
    expect(texts).toContain('姓名第 2 字（U+20BB7）字库缺字，以“□”代印，以电子记录为准。');
    expect(texts).not.toContain(RARE);
  });

  it('makes no such remark for an ordinary name', () => {
    expect(textsOf(certificateDocument(samplePayload(), place)).join('\n')).not.toContain('字库缺字');
  });

  it('carries its state across the sheet once it does not hold any more', () => {
    expect(textsOf(certificateDocument(samplePayload(), { ...place, state: 'revoked' }))).toContain('已撤销');
    expect(textsOf(certificateDocument(samplePayload(), { ...place, state: 'valid' }))).not.toContain('有效');
  });
});

describe('coverageOf', () => {
  const coverage = coverageOf(readFileSync(fontFile));

  it('knows common, rare and full-width characters of the font, and what it lacks', () => {
    for (const char of ['张', 'A', '0', '·', '「', '㐂', '\u{30edd}'])
      expect(coverage.has(char.codePointAt(0) ?? 0), char).toBe(true);
    for (const char of [RARE, '\u{1f600}', '\ue000', '\uffff'])
      expect(coverage.has(char.codePointAt(0) ?? 0), char).toBe(false);
  });
});
