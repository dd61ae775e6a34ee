/**
 * Stands for an object that is made at first use. Lets a module export its database handles by name while a build
 * without a database imports it. What is called like a function needs the default `stand`; a plain object needs `{}`.
 */
export function lazy<T extends object>(make: () => T, stand: object = () => undefined): T {
  return new Proxy(stand as T, {
    get: (_, name) => Reflect.get(make(), name),
    set: (_, name, value) => Reflect.set(make(), name, value),
    has: (_, name) => Reflect.has(make(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(make()),
    apply: (_, self, args) => Reflect.apply(make() as unknown as (...args: unknown[]) => unknown, self, args),
  });
}
