import { Temporal } from 'temporal-polyfill';
import { plainText, type SheetCell } from './sheet.ts';

type Context = {
  readonly zone: string;
  /** Day of the session, for cells that hold a time alone. */
  readonly day: string;
  readonly is1904: boolean;
};

const FULL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\sT]*(\d{1,2})[:时](\d{1,2})/;
const TIME = /^(\d{1,2})[:时](\d{1,2})/;
const DAY_MINUTES = 24 * 60;

function wallClock(date: Temporal.PlainDate, hour: number, minute: number, zone: string): Date {
  const time = Temporal.PlainTime.from({ hour, minute }, { overflow: 'reject' });
  return new Date(date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
}

function fromSerial(serial: number, { zone, day, is1904 }: Context): Date {
  const minutes = Math.round((serial % 1) * DAY_MINUTES) % DAY_MINUTES;
  const epoch = is1904 ? '1904-01-01' : '1899-12-30';
  const days = Math.floor(serial + 0.5 / DAY_MINUTES);
  const date = serial < 1 ? Temporal.PlainDate.from(day) : Temporal.PlainDate.from(epoch).add({ days });
  return wallClock(date, Math.floor(minutes / 60), minutes % 60, zone);
}

function fromText(text: string, { zone, day }: Context): Date | null {
  const full = FULL.exec(text);
  if (full) {
    const [year = 0, month = 0, date = 0, hour = 0, minute = 0] = full.slice(1).map(Number);
    return wallClock(Temporal.PlainDate.from({ year, month, day: date }, { overflow: 'reject' }), hour, minute, zone);
  }
  const time = TIME.exec(text);
  return time ? wallClock(Temporal.PlainDate.from(day), Number(time[1]), Number(time[2]), zone) : null;
}

/**
 * The instant a cell of the column 签到时间 means, to the minute: a spreadsheet's own date, or text such as
 * `2026-06-10 08:55`, `2026年6月10日 8:55` or `8:55`, read in the organisation's zone.
 * @returns null when the cell cannot be read as a time.
 */
export function signInTime(cell: SheetCell, context: Context): Date | null {
  try {
    if (cell.kind === 'number') return cell.value >= 0 && cell.value < 80_000 ? fromSerial(cell.value, context) : null;
    return cell.kind === 'text' ? fromText(plainText(cell.text), context) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
