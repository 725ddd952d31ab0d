import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqliteStatements } from '../dialects/sqlite-statements.js';
import { insertStep } from '../step.js';
import { ChangePacker, ChangeUnpacker } from './messages.js';

const value = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.maxSafeInteger(),
  fc.constant(null),
  fc.uint8Array().map(it => Buffer.from(it)),
);
const step = fc.record({
  sql: fc.oneof(
    fc.string(),
    fc.constant(insertStep({ dialect: sqliteStatements }, 'settings', { name: '', value: '' }).sql),
  ),
  parameters: fc.array(value),
  affects: fc.option(fc.nat(), { nil: undefined }),
});

test('what is packed comes out as it was, message after message', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.array(step)), { maxLength: 4 }), messages => {
      const packer = new ChangePacker();
      const unpacker = new ChangeUnpacker();
      for (const changes of messages) {
        for (const change of changes) packer.add(change);
        const unpacked = unpacker.unpack(structuredClone(packer.take()));
        expect(unpacked).toEqual(changes.map(it => it.map(one => ({ ...one, affects: one.affects ?? null }))));
      }
    }),
  );
});

test('a change that cannot be packed leaves nothing behind', () => {
  const packer = new ChangePacker();
  packer.add([{ sql: 'a', parameters: [Buffer.from('kept')] }]);
  expect(() => packer.add([{ sql: 'b', parameters: [Buffer.from('lost'), 'text', new Date()] }])).toThrow(TypeError);
  packer.add([{ sql: 'c', parameters: [Buffer.from('too')] }]);
  const unpacked = new ChangeUnpacker().unpack(packer.take());
  expect(unpacked.map(it => it.map(one => [one.sql, String(one.parameters[0])]))).toEqual([
    [['a', 'kept']],
    [['c', 'too']],
  ]);
});

test('the text of a hot statement goes over once', () => {
  const packer = new ChangePacker();
  const hot = insertStep({ dialect: sqliteStatements }, 'settings', { name: 'a', value: 'b' });
  packer.add([hot, hot]);
  expect(packer.take().hotTexts).toHaveLength(1);
  packer.add([hot]);
  const second = packer.take();
  expect([second.hotTexts, second.otherTexts]).toEqual([[], []]);
});
