import type { ParsedItem } from '../read-items.ts';
import { characters, error, type Finding } from './finding.ts';

const SHORTEST = 8;
const LONGEST = 80;
/** A reason that fits more questions than this was not written for any of them. */
const SAME_REASON_MAX = 2;

/** Every question says why it stands at its level, in words of its own. */
export function levelReasons(items: readonly ParsedItem[]): Finding[] {
  const users = new Map<string, number>();
  for (const { source } of items) {
    const reason = source.difficultyReason ?? '';
    users.set(reason, (users.get(reason) ?? 0) + 1);
  }
  return items.flatMap(({ file, line, source }) => {
    const reason = source.difficultyReason;
    const say = (message: string) => [error(file, line, `${source.id} ${message}`)];
    if (reason === undefined) return say('没有写难度的理由（difficultyReason）');
    const length = characters(reason);
    if (length < SHORTEST || length > LONGEST)
      return say(`的难度理由 ${length} 字，应在 ${SHORTEST}–${LONGEST} 字之间`);
    if ((users.get(reason) ?? 0) > SAME_REASON_MAX) return say(`的难度理由与另外几题一字不差：${reason}`);
    return [];
  });
}
