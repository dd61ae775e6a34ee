import { inflateSync, constants as zlib } from 'node:zlib';
import { ZipRefused } from '../../documents/zip-read.ts';
import { type CodeMap, codeMapOf, decodings } from './pdf-codes.ts';

/** Bytes all streams of one file may unpack to. */
const UNPACKED_MAX = 64 * 1024 * 1024;

/** What stands between `stream` and `endstream`, unpacked where it is packed in the usual way; pictures are left out. */
function streamsOf(bytes: Buffer): string[] {
  const file = bytes.toString('latin1');
  const streams: string[] = [];
  let room = UNPACKED_MAX;
  const opening = /stream\r?\n/g;
  for (let match = opening.exec(file); match; match = opening.exec(file)) {
    const start = match.index + match[0].length;
    const end = file.indexOf('endstream', start);
    if (end < 0) break;
    opening.lastIndex = end + 'endstream'.length;
    const head = file.slice(Math.max(0, match.index - 1024), match.index);
    const dictionary = head.slice(Math.max(0, head.lastIndexOf('obj')));
    if (/\/Subtype\s*\/Image|\/FontFile/.test(dictionary)) continue;
    const content = unpacked(bytes.subarray(start, end), dictionary, room);
    room -= content.length;
    if (room <= 0) throw new ZipRefused('文件解压后过大');
    streams.push(content);
  }
  return streams;
}

function unpacked(raw: Buffer, dictionary: string, room: number): string {
  if (!dictionary.includes('FlateDecode')) return raw.toString('latin1');
  try {
    return inflateSync(raw, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: Math.max(1, room) }).toString('latin1');
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new ZipRefused('文件解压后过大');
    return '';
  }
}

const STRINGS_OR_FONT =
  /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>|\/[^\s/<>[\]()]+\s+[-\d.]+\s+Tf/g;

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function literal(text: string): string {
  return text.slice(1, -1).replace(/\\(?:([0-7]{1,3})|(\r?\n)|([\s\S]))/g, (_, octal, line, sign) => {
    if (octal) return String.fromCharCode(Number.parseInt(String(octal), 8) & 0xff);
    return line ? '' : (ESCAPED[String(sign)] ?? String(sign));
  });
}

function hexadecimal(text: string): string {
  const digits = text.slice(1, -1).replace(/\s/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1');
}

/** The bytes a content stream shows, joined as long as the font stays the same: letters are often set one by one. */
function piecesOf(stream: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [token] of stream.matchAll(STRINGS_OR_FONT)) {
    if (token.startsWith('/')) {
      if (piece !== '') pieces.push(piece);
      piece = '';
    } else piece += token.startsWith('(') ? literal(token) : hexadecimal(token);
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

/**
 * Every reading of every piece of text of a PDF, in order, as far as it can be read without its fonts: with each code
 * table of the file, as UTF-16, GBK and Latin. A picture of a page has no text. @throws ZipRefused for encrypted files
 * and for those that unpack to too much.
 */
export function* pdfReadings(bytes: Buffer): Generator<string[]> {
  const file = bytes.toString('latin1');
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(file) || /\/Encrypt\s*<</.test(file)) {
    throw new ZipRefused('文件已加密，无法检查内容');
  }
  const streams = streamsOf(bytes);
  const maps: CodeMap[] = streams.filter((stream) => stream.includes('beginbf')).map(codeMapOf);
  // Titles, bookmarks and form fields stand outside of streams, or in streams of objects.
  const outside = file.replace(/stream\r?\n[\s\S]*?endstream/g, ' ');
  for (const text of [outside, ...streams]) {
    for (const piece of piecesOf(text)) yield decodings(piece, maps);
  }
}
