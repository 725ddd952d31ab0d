/** Things that a suite makes once, before its tests run. */
import { beforeAll } from 'vitest';

/**
 * Makes a thing before the tests of this file or `describe`, and stands for it from the start: `const sub = useMade(() => makeSub(…))`.
 * Its members can be read from then on that it is made: in tests, and in hooks and makers declared below it.
 */
export function useMade<T extends object>(make: () => T | Promise<T>): T {
  let made: T | undefined;
  const get = (): T => {
    if (!made) throw new Error('This is made by a hook before the tests: read it in a test, or in a hook below.');
    return made;
  };
  beforeAll(async () => {
    made = await make();
  });
  return new Proxy({} as T, {
    get: (_, member) => {
      const value: unknown = Reflect.get(get(), member);
      return typeof value === 'function' ? value.bind(get()) : value;
    },
    has: (_, member) => Reflect.has(get(), member),
    ownKeys: () => Reflect.ownKeys(get()),
    getOwnPropertyDescriptor: (_, member) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(get(), member);
      return descriptor && { ...descriptor, configurable: true };
    },
    set: () => false,
  });
}
