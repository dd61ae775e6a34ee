import { unescaped, xmlTextOf } from '../../documents/xml-read.ts';
import { openZip, type Zip, ZipRefused } from '../../documents/zip-read.ts';
import type { FileKind } from './file-kind.ts';
import { BREAK } from './marks.ts';

const MAIN: readonly (readonly [string, FileKind])[] = [
  ['spreadsheetml.sheet.main+xml', 'xlsx'],
  ['wordprocessingml.document.main+xml', 'docx'],
];

/** What an office document is by its own content types. @throws ZipRefused for macros and for every other document. */
function officeKind(zip: Zip): FileKind {
  const types = zip.read('[Content_Types].xml')?.toString('utf8') ?? '';
  if (/macroEnabled/i.test(types) || zip.names.some((name) => /vbaProject|macrosheets\//i.test(name))) {
    throw new ZipRefused('文件带有宏');
  }
  const kind = MAIN.find(([main]) => types.includes(main))?.[1];
  if (!kind) throw new ZipRefused('文件不是 xlsx 或 docx');
  return kind;
}

const ENDS_OF_PIECES = /<\/(?:[\w-]+:)?(?:p|tc|si|c|row|is|title|subject|keywords|description|category)>/g;

/** The words of an XML part: tags taken out, cells and paragraphs told apart, letters of one run kept together. */
function wordsOf(xml: string): string {
  const plain = xml
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => text.replace(/[<&]/g, ' '))
    .replace(ENDS_OF_PIECES, BREAK)
    .replace(/<[^>]*>/g, '');
  return unescaped(plain);
}

const NESTED = /\.(?:docx|xlsx)$/i;

/**
 * Kind and words of an office document: text, headers, notes, comments, shared strings, properties, and documents laid
 * into it, one deep. @throws ZipRefused when it is bounded out, has macros or is something else.
 */
export function officeText(bytes: Buffer, depth = 0): { readonly kind: FileKind; readonly text: string } {
  const zip = openZip(bytes);
  const kind = officeKind(zip);
  const parts: string[] = [];
  for (const name of zip.names) {
    if (name.endsWith('.xml')) parts.push(wordsOf(xmlTextOf(zip.read(name) ?? Buffer.alloc(0))));
    else if (NESTED.test(name) && depth === 0) parts.push(officeText(zip.read(name) ?? Buffer.alloc(0), 1).text);
    else if (NESTED.test(name)) throw new ZipRefused('文件里嵌套了多层文档，无法检查');
  }
  return { kind, text: parts.join(BREAK) };
}
