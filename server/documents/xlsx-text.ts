/** A cell that begins like a formula could run in the reader's program; an apostrophe makes it text (OU-01). */
const FORMULA_START = new Set(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
/** Characters XML 1.0 cannot hold: controls but tab and line ends, non-characters, lone surrogates. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same text, never a formula in any spreadsheet program. */
export function guarded(text: string): string {
  return FORMULA_START.has(text.charAt(0)) ? `'${text}` : text;
}

export function xmlText(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"]/g, (c) => MARKUP[c] ?? c);
}

/** Column letters of a zero-based index: A … Z, AA … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** One row of text cells; every cell is an inline string, never a number, a formula or a link. */
export function rowXml(number: number, cells: readonly string[], style = 0): string {
  const attribute = style > 0 ? ` s="${style}"` : '';
  const body = cells.map((cell, i) => {
    if (cell === '') return '';
    const text = xmlText(guarded(cell));
    return `<c r="${columnName(i)}${number}"${attribute} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  });
  return `<row r="${number}">${body.join('')}</row>`;
}
