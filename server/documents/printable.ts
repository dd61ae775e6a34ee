import type { CertificatePayload } from '#domain/certification/payload.ts';
import type { Coverage } from './glyph-coverage.ts';

/** Stands for a character the font lacks; plainly visible, unlike the gap a printer would leave. */
export const STAND_IN = '□';

const FIELDS = [
  ['issuer', '签发单位'],
  ['name', '姓名'],
  ['unit', '所在单位'],
  ['title', '证明名称'],
  ['category', '类别'],
] as const;

function codeName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The payload with every character the font lacks replaced by a box, and a remark for each that names its place and its
 * number, so that nobody mistakes the print for the record.
 */
export function printable(
  payload: CertificatePayload,
  coverage: Coverage,
): { readonly payload: CertificatePayload; readonly remarks: readonly string[] } {
  const remarks: string[] = [];
  const shown = (value: string, label: string) =>
    [...value]
      .map((char, index) => {
        if (coverage.has(char.codePointAt(0) ?? 0)) return char;
        remarks.push(`${label}第 ${index + 1} 字（${codeName(char)}）字库缺字，以“${STAND_IN}”代印，以电子记录为准。`);
        return STAND_IN;
      })
      .join('');
  const changed = Object.fromEntries(FIELDS.map(([field, label]) => [field, shown(payload[field], label)]));
  const exam = { ...payload.exam, title: shown(payload.exam.title, '考试名称') };
  return { payload: { ...payload, ...changed, exam }, remarks };
}
