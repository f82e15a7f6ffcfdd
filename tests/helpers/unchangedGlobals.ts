/** Runs around every test file that shares its process with others: one that leaves a global changed fails. */
import { afterAll } from 'vitest';

/** Own properties of globalThis. One that Node fills at its first use is a getter before and a value after. */
const globals = (): ReadonlyMap<string, PropertyDescriptor> => new Map(Object.entries(Object.getOwnPropertyDescriptors(globalThis)));

const before = globals();

afterAll(() => {
  const after = globals();
  // Two underscores: what the runner, or a library at its import, keeps for itself.
  const names = new Set([...before.keys(), ...after.keys()].filter((name) => !name.startsWith('__')));
  const changed = [...names].filter((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    return was === undefined || is === undefined || ('value' in was && !Object.is(was.value, is.value));
  });
  if (changed.length > 0) throw new Error(`left changed for the next file: ${changed.join(', ')}. A file that must is told by its text in vitest.config.ts.`);
});
