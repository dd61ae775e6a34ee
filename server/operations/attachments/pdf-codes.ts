/** What the codes of one font stand for; `width` is the number of bytes of a code. */
export type CodeMap = { readonly width: number; readonly texts: ReadonlyMap<number, string> };

/** Codes one table may hold: all of a two-byte font. */
const MAX_CODES = 65_536;

function utf16(hex: string): string {
  // White space may stand anywhere in such a string, and some writers put it between the letters of a ligature.
  const bytes = Buffer.from(hex.replace(/\s/g, ''), 'hex');
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(bytes.readUInt16BE(at));
  return text;
}

function nextText(text: string, offset: number): string {
  const last = text.charCodeAt(text.length - 1);
  return text.slice(0, -1) + String.fromCharCode(last + offset);
}

function fillRange(texts: Map<number, string>, from: number, to: number, target: string): void {
  const list = [...target.matchAll(/<([0-9A-Fa-f\s]+)>/g)].map((match) => utf16(match[1] ?? ''));
  const isList = target.startsWith('[');
  for (let code = from; code <= to && texts.size < MAX_CODES; code++) {
    const text = isList ? list[code - from] : nextText(list[0] ?? '', code - from);
    if (text) texts.set(code, text);
  }
}

/** Reads a ToUnicode table (`beginbfchar`, `beginbfrange`). */
export function codeMapOf(stream: string): CodeMap {
  const texts = new Map<number, string>();
  let width = 2;
  for (const [, block = ''] of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]+)>/g)) {
      width = code.length / 2;
      if (texts.size < MAX_CODES) texts.set(Number.parseInt(code, 16), utf16(text));
    }
  }
  const range = /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f\s]+>|\[[^\]]*\])/g;
  for (const [, block = ''] of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', target = ''] of block.matchAll(range)) {
      width = from.length / 2;
      fillRange(texts, Number.parseInt(from, 16), Number.parseInt(to, 16), target);
    }
  }
  return { width: width >= 1 && width <= 4 ? Math.floor(width) : 2, texts };
}

function mapped(bytes: Buffer, { width, texts }: CodeMap): string {
  let text = '';
  for (let at = 0; at + width <= bytes.length; at += width) text += texts.get(bytes.readUIntBE(at, width)) ?? '';
  return text;
}

const gbk = new TextDecoder('gbk');

/** What a run of bytes may say: by each table of the file, and in the encodings used without one. */
export function decodings(piece: string, maps: readonly CodeMap[]): string[] {
  const bytes = Buffer.from(piece, 'latin1');
  const start = bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff ? 2 : 0;
  const readings = maps.map((map) => mapped(bytes, map));
  return [...readings, utf16(bytes.subarray(start).toString('hex')), gbk.decode(bytes), bytes.toString('utf8')];
}
