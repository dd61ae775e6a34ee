/** The one place where instants and amounts become text. The zone is the organisation's, never the browser's. */
const DEFAULT_ZONE = 'Asia/Shanghai';
const cache = new Map<string, Intl.DateTimeFormat>();

function parts(instant: Date | string, zone: string): Record<string, string> {
  let format = cache.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    cache.set(zone, format);
  }
  const date = typeof instant === 'string' ? new Date(instant) : instant;
  return Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]));
}

/** `2026-11-21` */
export function formatDate(instant: Date | string, zone: string = DEFAULT_ZONE): string {
  const p = parts(instant, zone);
  return `${p.year}-${p.month}-${p.day}`;
}

/** `2026-11-21 10:24` */
export function formatDateTime(instant: Date | string, zone: string = DEFAULT_ZONE): string {
  const p = parts(instant, zone);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

/** From and to of a window: whole days as dates with the last day included, anything else to the minute. */
export function formatWindow(from: Date | string, to: Date | string, zone: string = DEFAULT_ZONE): string {
  const wholeDays = formatTime(from, zone) === '00:00:00' && formatTime(to, zone) === '00:00:00';
  if (!wholeDays) return `${formatDateTime(from, zone)} 至 ${formatDateTime(to, zone)}`;
  return `${formatDate(from, zone)} 至 ${formatDate(new Date(new Date(to).getTime() - 1), zone)}`;
}

/** `10:24:03` */
export function formatTime(instant: Date | string, zone: string = DEFAULT_ZONE): string {
  const p = parts(instant, zone);
  return `${p.hour}:${p.minute}:${p.second}`;
}

/** Minutes as 学时 with one decimal, `2.5`; rounded down, so that nobody sees a requirement met before it is. */
export function formatHours(minutes: number, minutesPerHour = 45): string {
  return (Math.floor((minutes * 10) / minutesPerHour) / 10).toFixed(1);
}

/** Seconds as `6:20`, from an hour on as `1:06:20`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Seconds as a span to read, `3 天 4 小时`, `6 分钟`; the two largest units, never seconds. */
export function formatSpan(seconds: number): string {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours > 0) return minutes % 60 > 0 ? `${hours} 小时 ${minutes % 60} 分钟` : `${hours} 小时`;
  return minutes > 0 ? `${minutes} 分钟` : '不到 1 分钟';
}

/** A share as `87.5%`; 100% is only shown when nothing is missing. */
export function formatPercent(part: number, whole: number): string {
  if (whole <= 0) return '—';
  return `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}
