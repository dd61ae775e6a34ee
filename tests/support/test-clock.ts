import type { Sql } from 'postgres';

/** Moves the one clock of a test database. It keeps running from where it is put. */
export type TestClock = {
  /** Puts the clock to an instant, such as `2026-11-21T09:00:00+08:00`. */
  travelTo(instant: string): Promise<void>;
  /** Moves the clock by an interval as the database writes it, such as `90 minutes`; a minus goes back. */
  advance(interval: string): Promise<void>;
  /** Puts the clock back to the real time. */
  returnToPresent(): Promise<void>;
  now(): Promise<Date>;
};

/** Needs the owner's handle: the application itself has no right to replace its clock. */
export function testClock(owner: Sql): TestClock {
  // Whole microseconds in text: the body of an SQL function takes no parameters, and this one has nothing to quote.
  const setOffset = async (microseconds: string): Promise<void> => {
    if (!/^-?\d+$/.test(microseconds)) throw new Error(`not a whole number of microseconds: ${microseconds}`);
    await owner.unsafe(
      `create or replace function app_now() returns timestamptz language sql stable parallel safe
       as 'select statement_timestamp() + interval ''${microseconds} microseconds'''`,
    );
  };
  const offsetTo = async (target: string, interval: string): Promise<string> => {
    const [row] = await owner<{ offset: string }[]>`
      select round(extract(epoch from (${target}::text::timestamptz + ${interval}::text::interval) - statement_timestamp()) * 1000000)::bigint::text as offset`;
    if (!row) throw new Error('no offset');
    return row.offset;
  };
  const now = async (): Promise<Date> => {
    const [row] = await owner<{ now: Date }[]>`select app_now() as now`;
    if (!row) throw new Error('no clock');
    return row.now;
  };
  return {
    now,
    travelTo: async (instant) => setOffset(await offsetTo(instant, '0')),
    advance: async (interval) => {
      const [row] = await owner<{ now: string }[]>`select app_now()::text as now`;
      await setOffset(await offsetTo(row?.now ?? '', interval));
    },
    returnToPresent: () => setOffset('0'),
  };
}
