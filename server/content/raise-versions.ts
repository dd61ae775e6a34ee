import type { FileVersion } from '../../db/dal/content-versions.ts';

export type Raise = { readonly file: string; readonly id: string; readonly version: number };

/** What reads otherwise than the release without a higher version, with the version it should have. */
export function toRaise(rows: readonly FileVersion[], released: readonly FileVersion[]): Raise[] {
  const before = new Map(released.map((row) => [row.id, row]));
  return rows.flatMap(({ id, file, version, contentHash }) => {
    const old = before.get(id);
    const isRaised = !old || version > old.version || contentHash === old.contentHash;
    return isRaised ? [] : { id, file, version: old.version + 1 };
  });
}

/**
 * The text of a content file with another version at the entry `id` (or `planKind`); all else stays as it is.
 * @throws Error when the entry or its version is not where the format puts it.
 */
export function raiseVersion(text: string, id: string, version: number): string {
  const lines = text.split('\n');
  const isEntry = (line: string) =>
    new RegExp(`^(?:\\s*- )?(?:id|planKind): ["']?${id}["']?(?:\\s|$)`).test(line.trimStart());
  const at = lines.findIndex(isEntry);
  const offset = lines.slice(at + 1).findIndex((line) => /^\s*version: \d+/.test(line));
  const line = lines[at + 1 + offset];
  if (at === -1 || offset === -1 || line === undefined) throw new Error(`找不到 ${id} 的 version`);
  lines[at + 1 + offset] = line.replace(/version: \d+/, `version: ${version}`);
  return lines.join('\n');
}
