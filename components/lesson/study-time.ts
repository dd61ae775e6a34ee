/** Why no time is counted at the moment; null = it is. */
export type Pause = 'starting' | 'hidden' | 'idle' | 'elsewhere' | 'presence' | 'offline' | 'cap' | 'trouble' | null;

export const PAUSE_TEXT: Readonly<Record<Exclude<Pause, null>, string>> = {
  starting: '正在打开计时',
  hidden: '页面不在前台',
  idle: '两分钟没有操作',
  elsewhere: '正在另一个页面学习',
  presence: '等待确认在场',
  offline: '网络已断开',
  cap: '已到本课计时上限',
  trouble: '暂时无法计时',
};

export const BEAT_EVERY_MS = 15_000;
export const IDLE_AFTER_MS = 120_000;

export type Surroundings = {
  readonly nowMs: number;
  readonly lastUseMs: number;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
};

/** Whether the page is visible, in front and used within the last two minutes; if not, why no time counts. */
export function awayReason({ nowMs, lastUseMs, isVisible, isFocused }: Surroundings): 'hidden' | 'idle' | null {
  if (!isVisible || !isFocused) return 'hidden';
  return nowMs - lastUseMs > IDLE_AFTER_MS ? 'idle' : null;
}

/** What stands in the badge between two answers of the server: never more than one interval ahead of what it credited. */
export function shownSeconds(creditedSeconds: number, sinceBeatMs: number, isCounting: boolean): number {
  return isCounting
    ? creditedSeconds + Math.floor(Math.min(Math.max(sinceBeatMs, 0), BEAT_EVERY_MS) / 1000)
    : creditedSeconds;
}

/** A random id of this tab, also on a plain http intranet, where `crypto.randomUUID` does not exist. */
export function newViewerId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Minutes as 学时 of one lesson, rounded to a tenth. */
export function lessonHours(minutes: number, minutesPerHour: number): string {
  return (Math.round((minutes * 10) / minutesPerHour) / 10).toFixed(1);
}
