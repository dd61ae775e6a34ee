/** A piece of text that both versions have, or only the older (`removed`) or only the newer (`added`) one. */
export type DiffPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

const WORDS = new Intl.Segmenter('zh-CN', { granularity: 'word' });

function wordsOf(text: string): string[] {
  return [...WORDS.segment(text)].map(({ segment }) => segment);
}

/** Length of the longest common subsequence of what follows position (i, j); row by row, `width` columns. */
function commonLengths(a: readonly string[], b: readonly string[]): { lengths: Uint16Array; width: number } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return { lengths, width };
}

function wordDiff(a: readonly string[], b: readonly string[]): DiffPart[] {
  const { lengths, width } = commonLengths(a, b);
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && x === y) {
      parts.push({ kind: 'same', text: x });
      i += 1;
      j += 1;
    } else if (x !== undefined && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      parts.push({ kind: 'removed', text: x });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: y ?? '' });
      j += 1;
    }
  }
  return parts;
}

/** A lone character or mark that happens to be equal between two changes reads worse than one change. */
function withoutIslands(parts: readonly DiffPart[]): DiffPart[] {
  return parts.flatMap((part, index): DiffPart[] => {
    const isIsland =
      part.kind === 'same' &&
      part.text.length === 1 &&
      part.text !== '\n' &&
      (parts[index - 1]?.kind ?? 'same') !== 'same' &&
      (parts[index + 1]?.kind ?? 'same') !== 'same';
    if (!isIsland) return [part];
    return [
      { kind: 'removed', text: part.text },
      { kind: 'added', text: part.text },
    ];
  });
}

/** Between two pieces both have, what went stands before what came, each in one piece. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const out: DiffPart[] = [];
  const gap = { removed: '', added: '' };
  const close = () => {
    for (const kind of ['removed', 'added'] as const) {
      if (gap[kind]) out.push({ kind, text: gap[kind] });
      gap[kind] = '';
    }
  };
  for (const { kind, text } of parts) {
    if (kind !== 'same') {
      gap[kind] += text;
      continue;
    }
    close();
    const last = out.at(-1);
    if (last?.kind === 'same') out[out.length - 1] = { kind, text: last.text + text };
    else out.push({ kind, text });
  }
  close();
  return out;
}

/**
 * What changed from one text to the next, word by word. Guarantee: `same` and `removed` joined give `from`, `same` and
 * `added` joined give `to`.
 */
export function diffText(from: string, to: string): DiffPart[] {
  return joined(withoutIslands(joined(wordDiff(wordsOf(from), wordsOf(to)))));
}

/** One side of a difference, split into paragraphs at line ends. */
export function sideOf(parts: readonly DiffPart[], side: 'removed' | 'added'): DiffPart[][] {
  const paragraphs: DiffPart[][] = [[]];
  for (const { kind, text } of parts) {
    if (kind !== 'same' && kind !== side) continue;
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) paragraphs.push([]);
      if (line) paragraphs.at(-1)?.push({ kind, text: line });
    }
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}
