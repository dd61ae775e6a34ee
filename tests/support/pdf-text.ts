import { inflateSync } from 'node:zlib';
import { pdfReadings } from '#server/operations/attachments/pdf-text.ts';

const bare = (text: string) => text.replace(/\s/g, '');

/** A PDF's text by each of the tables of its fonts in turn, without white space; lines are joined as they follow. */
export function pdfText(pdf: Uint8Array): string {
  const pieces = [...pdfReadings(Buffer.from(pdf))];
  const tables = pieces[0]?.map((_, table) => pieces.map((readings) => readings[table] ?? '').join('')) ?? [];
  return bare(tables.join('\n\n'));
}

/** A part as {@link pdfText} gives it. */
export const asDrawn = bare;

/** The dictionaries of a PDF in the clear; what is compressed is inflated. */
function dictionaries(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    const bytes = Buffer.from(body ?? '', 'latin1');
    return bytes[0] === 0x78 ? inflateSync(bytes).toString('latin1') : '';
  });
  return raw + streams.join('\n');
}

/** How many pages a PDF has and which fonts it carries inside. */
export function pdfFacts(pdf: Uint8Array): { readonly pages: number; readonly fonts: readonly string[] } {
  const text = dictionaries(pdf);
  const names = new Set([...text.matchAll(/\/FontName \/[A-Z]+\+(\S+)/g)].map(([, name]) => name ?? ''));
  const carried = text.match(/\/FontFile2 /g)?.length ?? 0;
  return { pages: text.match(/\/Type \/Page\b/g)?.length ?? 0, fonts: carried >= names.size ? [...names].sort() : [] };
}
