import type { Sql } from 'postgres';

/** Statements longer than this are one-off lists of values; keeping their plans would only fill the server's memory. */
const LENGTH_MAX = 8_000;

type Unsafe = (query: string, parameters?: unknown[], options?: { prepare?: boolean }) => unknown;
type Scoped = (...args: unknown[]) => unknown;

/**
 * The query builder sends its text through `unsafe`, which the driver parses, plans and describes anew at each call: a
 * further round trip every time. This client asks for a prepared statement instead, inside transactions too.
 */
export function preparing<T extends object>(client: T): T {
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name === 'unsafe') return preparingUnsafe(value as Unsafe);
      if (name === 'begin' || name === 'savepoint') return preparingScope(value as Scoped);
      return value;
    },
  });
}

function preparingUnsafe(unsafe: Unsafe): Unsafe {
  return (query, parameters = [], options = {}) =>
    unsafe(query, parameters, { ...options, prepare: parameters.length > 0 && query.length <= LENGTH_MAX });
}

function preparingScope(scope: Scoped): Scoped {
  return (...args) => {
    const work = args.pop() as (inner: Sql) => unknown;
    return scope(...args, (inner: Sql) => work(preparing(inner)));
  };
}
