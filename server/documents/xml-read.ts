import { ZipRefused } from './zip-read.ts';

export type XmlTag = {
  /** Without its prefix: `x:row` is `row`. */
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  readonly attributes: string;
  /** Text between the tag before and this one, still escaped. */
  readonly textBefore: string;
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of an XML part. @throws ZipRefused when it is not UTF-8, or declares a document type (XXE, entity bombs). */
export function xmlTextOf(bytes: Buffer): string {
  try {
    const text = decoder.decode(bytes);
    if (!/<!(?:DOCTYPE|ENTITY)/i.test(text)) return text;
  } catch {
    throw new ZipRefused('文件内部的编码不是 UTF-8，请用表格软件另存为 xlsx');
  }
  throw new ZipRefused('文件包含不允许的文档类型声明');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function character(code: number, written: string): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : written;
}

/** What escaped text stands for; unknown entities stay as they are written. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (written, hex, decimal, name) => {
    if (name) return ENTITIES[String(name)] ?? written;
    return character(hex ? Number.parseInt(hex, 16) : Number(decimal), written);
  });
}

const patterns = new Map<string, RegExp>();

function patternOf(name: string): RegExp {
  const pattern = patterns.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, pattern);
  return pattern;
}

/** An attribute's value, unescaped; null when it is not there. Prefixes are passed over. */
export function attribute(tag: XmlTag, name: string): string | null {
  const found = patternOf(name).exec(tag.attributes);
  return found ? unescaped(found[1] ?? found[2] ?? '') : null;
}

/** End of the tag that begins at `start`: the `>` that stands in no quotes. */
function endOfTag(xml: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < xml.length; at++) {
    const sign = xml.charAt(at);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return -1;
}

function tagOf(inner: string, textBefore: string): XmlTag | null {
  const parsed = /^(\/?)(?:[\w.-]+:)?([\w.-]+)([\s\S]*?)(\/?)$/.exec(inner);
  if (!parsed) return null;
  const kind = parsed[1] ? 'close' : parsed[4] ? 'empty' : 'open';
  return { name: parsed[2] ?? '', kind, attributes: parsed[3] ?? '', textBefore };
}

/** Where what begins at `start` ends: a comment or a tag; -1 when it does not. */
function endOfPiece(xml: string, start: number): number {
  if (!xml.startsWith('<!--', start)) return endOfTag(xml, start);
  const dashes = xml.indexOf('-->', start + 4);
  return dashes < 0 ? -1 : dashes + 2;
}

/** Tags of an XML text one after the other. Comments, instructions and CDATA marks are passed over. */
export function* xmlTags(xml: string): Generator<XmlTag> {
  let at = 0;
  for (let start = xml.indexOf('<'); start >= 0; start = xml.indexOf('<', at)) {
    const end = endOfPiece(xml, start);
    if (end < 0) return;
    const tag = tagOf(xml.slice(start + 1, end), xml.slice(at, start));
    at = end + 1;
    if (tag) yield tag;
  }
}
