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

/** A share as `87.5%`; 100% is only shown when nothing is missing. */
export function formatPercent(part: number, whole: number): string {
  if (whole <= 0) return '—';
  return `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}
