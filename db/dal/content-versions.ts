/** One versioned thing as the content files have it. */
export type FileVersion = {
  readonly id: string;
  readonly version: number;
  readonly contentHash: string;
  /** Named in errors. */
  readonly file: string;
};

/** The same as the database has it. */
export type StoredVersion = {
  readonly id: string;
  readonly version: number;
  readonly contentHash: string;
  readonly isCurrent: boolean;
};

export type VersionPlan<T> = {
  /** Versions the database does not have yet. */
  readonly insert: readonly T[];
  /** Versions it has that become the current one again. */
  readonly restore: readonly T[];
  /** Ids whose current row no longer is: replaced, or gone from the files. */
  readonly supersede: readonly string[];
  /** Ids that had a current row and are gone from the files. */
  readonly gone: readonly string[];
};

function assertRaised(row: FileVersion, versions: readonly StoredVersion[]): void {
  const same = versions.find((v) => v.version === row.version);
  if (same && same.contentHash !== row.contentHash) {
    throw new Error(`${row.file}：${row.id} 的内容有改动，但版本号仍是 ${row.version}。请把 version 加一后重新启动。`);
  }
  const highest = Math.max(0, ...versions.map((v) => v.version));
  if (!same && row.version < highest) {
    throw new Error(
      `${row.file}：${row.id} 的版本号 ${row.version} 低于已载入的 ${highest}。请把 version 改为 ${highest + 1}。`,
    );
  }
}

/**
 * Decides what to write so that the database holds every version and the files' one is current. Stored versions are
 * never changed.
 * @throws Error naming the file when text changed without a raised version.
 */
export function planVersions<T extends FileVersion>(
  rows: readonly T[],
  stored: readonly StoredVersion[],
): VersionPlan<T> {
  const byId = new Map<string, StoredVersion[]>();
  for (const version of stored) byId.set(version.id, [...(byId.get(version.id) ?? []), version]);
  const insert: T[] = [];
  const restore: T[] = [];
  for (const row of rows) {
    const versions = byId.get(row.id) ?? [];
    assertRaised(row, versions);
    const same = versions.find((v) => v.version === row.version);
    if (!same) insert.push(row);
    else if (!same.isCurrent) restore.push(row);
  }
  const wanted = new Set(rows.map((row) => row.id));
  const moved = new Set([...insert, ...restore].map((row) => row.id));
  const current = stored.filter((s) => s.isCurrent).map((s) => s.id);
  const gone = current.filter((id) => !wanted.has(id));
  return { insert, restore, gone, supersede: [...gone, ...current.filter((id) => moved.has(id))] };
}
