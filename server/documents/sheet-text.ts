/** Width of a line of text in points. */
export type Measure = (text: string, size: number, isBold?: boolean) => number;

/** 避头: signs that never begin a line. */
const NOT_FIRST = /^[。，、；：？！…—～）》」』】〕〗”’％℃·!%),.:;?\]}]$/;
/** 避尾: signs that never end one. */
const NOT_LAST = /^[（《「『【〔〖“‘([{]$/;
/** What is kept together as a word: Latin letters, numbers and the signs between them. */
const WORD = /[\u0021-\u024f]/;
/** Most characters that move to the next line with the sign they belong to. */
const MAX_ATOM = 4;

/** Pieces of a line that are not divided: words, and characters with the signs that belong to them; spaces alone. */
function atomsOf(line: string): string[] {
  const atoms: string[] = [];
  let isOpen = false;
  for (const char of line) {
    const last = atoms.at(-1);
    const isWord = last !== undefined && WORD.test(char) && WORD.test(last.at(-1) ?? '');
    const isTail = last !== undefined && last !== ' ' && NOT_FIRST.test(char) && [...last].length < MAX_ATOM;
    if (last !== undefined && (isWord || isTail || (isOpen && char !== ' '))) atoms[atoms.length - 1] = last + char;
    else atoms.push(char);
    isOpen = NOT_LAST.test(char);
  }
  return atoms;
}

/** An atom wider than the whole line (a digest, a long address) is divided where it has to be. */
function divided(atom: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const char of atom) {
    if (part !== '' && measure(part + char) > width) {
      // A closing sign takes the character before it along to the next line.
      const kept = NOT_FIRST.test(char) && [...part].length > 1 ? [...part].slice(0, -1).join('') : part;
      parts.push(kept);
      part = part.slice(kept.length);
    }
    part += char;
  }
  return [...parts, part];
}

function wrappedLine(line: string, width: number, measure: (text: string) => number): string[] {
  const out: string[] = [];
  let held = '';
  const atoms = atomsOf(line).flatMap((atom) => (measure(atom) > width ? divided(atom, width, measure) : [atom]));
  for (const atom of atoms) {
    if (held !== '' && measure(held + atom.trimEnd()) > width) {
      out.push(held.trimEnd());
      held = atom === ' ' ? '' : atom;
    } else held += atom;
  }
  return [...out, held.trimEnd()];
}

/**
 * Divides a text into lines that fit a width, without hyphens: a hyphen that was not written has no place in a record. A
 * line break in the text is kept; no line begins with a closing sign or ends with an opening one.
 * @param width in points, of at least a few characters.
 */
export function wrapped(
  text: string,
  width: number,
  look: { readonly size: number; readonly isBold?: boolean },
  measure: Measure,
): string[] {
  const known = new Map<string, number>();
  const widthOf = (part: string) => {
    let sum = 0;
    for (const char of part) {
      const one = known.get(char) ?? measure(char, look.size, look.isBold);
      known.set(char, one);
      sum += one;
    }
    return sum;
  };
  return text.split('\n').flatMap((line) => wrappedLine(line, width, widthOf));
}
