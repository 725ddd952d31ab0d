import { expect, test } from 'vitest';
import { hotNumber, hotStatement } from '../../src/store/hot-statements.js';
import { insertStep } from '../../src/store/step.js';
import { describeStores } from './each-store.js';

const setting = hotStatement((db, it: { name: string; most: number }) =>
  db.selectFrom('settings').select(['name', 'value']).where('name', '>=', it.name).orderBy('name').limit(it.most),
);
const rename = hotStatement((db, it: { from: string; to: string }) =>
  db.updateTable('settings').set({ name: it.to, value: 'renamed' }).where('name', '=', it.from),
);

describeStores('a hot statement', subject => {
  test('takes other values each time, as a read and as a step', async () => {
    const { store } = subject();
    await store.commit(['a', 'b', 'c'].map(name => insertStep(store, 'settings', { name, value: `value of ${name}` })));
    expect(await setting.rows(store, { name: 'b', most: 1 })).toEqual([{ name: 'b', value: 'value of b' }]);
    expect(await setting.rows(store, { name: 'a', most: 2 })).toHaveLength(2);
    await store.commit([rename.step(store, { from: 'a', to: 'z' }, { affects: 1, otherwise: 'gone' })]);
    await store.commit([rename.step(store, { from: 'b', to: 'y' }, { affects: 1, otherwise: 'gone' })]);
    expect((await setting.rows(store, { name: 'y', most: 9 })).map(it => [it.name, it.value])).toEqual([
      ['y', 'renamed'],
      ['z', 'renamed'],
    ]);
  });

  test('keeps one text for all its values', () => {
    const { store } = subject();
    const [one, two] = ['1', '2'].map(from => rename.step(store, { from, to: 'x' }));
    expect(one?.sql).toBe(two?.sql);
    expect(hotNumber(one?.sql ?? '')).toBeTypeOf('number');
  });

  test('refuses a date or a structure, and stores true as 1 and what is absent as null', () => {
    const { store } = subject();
    const insert = (value: unknown) =>
      insertStep(store, 'settings', { name: 'n', value: value as string }).parameters[1];
    expect([insert(true), insert(false), insert(undefined)]).toEqual([1, 0, null]);
    expect(() => insert(new Date())).toThrow(TypeError);
    expect(() => insert({})).toThrow(TypeError);
    expect(() => insert(2 ** 53)).toThrow(RangeError);
    expect(() => insert(0.5)).toThrow(RangeError);
  });
});
