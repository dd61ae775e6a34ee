import { ZipRefused } from '../../documents/zip-read.ts';
import { type FileKind, kindOfName, magicOf } from './file-kind.ts';
import { isSplitMark, markIn, markInName } from './marks.ts';
import { officeText } from './office-text.ts';
import { pdfReadings } from './pdf-text.ts';

export type Finding =
  | { readonly verdict: 'fine'; readonly kind: FileKind }
  | { readonly verdict: 'wrong-type'; readonly reason: string }
  | { readonly verdict: 'marked'; readonly where: '文件名' | '正文'; readonly mark: string };

/** Piece after piece: a large file has far more readings than fit into memory at once. */
function markInPdf(bytes: Buffer): string | null {
  let before: readonly string[] = [];
  for (const readings of pdfReadings(bytes)) {
    const mark = readings.map(markIn).find((one) => one !== null);
    if (mark) return mark;
    if (before.some((end) => readings.some((start) => isSplitMark(end, start)))) return '密级与★';
    before = readings;
  }
  return null;
}

function markInContent(kind: FileKind, bytes: Buffer, text: string): string | null {
  if (kind === 'pdf') return markInPdf(bytes);
  return text === '' ? null : markIn(text);
}

/**
 * Looks at a file before it is kept: its name and content must agree on one of the kinds taken, and neither name nor
 * readable text may carry a 密级 mark. What is a picture of text cannot be read; people are warned of it beside the
 * button. Pure; run it in a worker, for the file may be made to cost.
 */
export function inspect(name: string, bytes: Buffer): Finding {
  const inName = markInName(name);
  if (inName !== null) return { verdict: 'marked', where: '文件名', mark: inName };
  const said = kindOfName(name);
  const magic = magicOf(bytes);
  if (!said || !magic) return { verdict: 'wrong-type', reason: '不支持这种文件' };
  try {
    const office = magic === 'zip' ? officeText(bytes) : null;
    const kind = office?.kind ?? magic;
    if (kind !== said) return { verdict: 'wrong-type', reason: '文件内容与扩展名不一致' };
    const mark = markInContent(said, bytes, office?.text ?? '');
    return mark === null ? { verdict: 'fine', kind: said } : { verdict: 'marked', where: '正文', mark };
  } catch (error) {
    if (error instanceof ZipRefused) return { verdict: 'wrong-type', reason: error.message };
    throw error;
  }
}
