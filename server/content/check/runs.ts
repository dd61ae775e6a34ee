/** Letters and digits alone; marks, spaces and line breaks say nothing about what is copied or repeated. */
export function lettersOf(text: string): string[] {
  return [...text.replace(/[^\p{L}\p{N}]/gu, '')];
}

/** Every run of `length` letters of a text, in order, repeated ones too. */
export function runsOf(text: string, length: number): string[] {
  const letters = lettersOf(text);
  return letters
    .slice(0, Math.max(0, letters.length - length + 1))
    .map((_, i) => letters.slice(i, i + length).join(''));
}
