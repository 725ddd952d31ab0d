import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditRecord } from '../../audit/record.js';
import { newRecordId } from '../../audit/record-id.js';
import { recordValues } from './ledger-steps.js';
import { decodePage, encodePage, mayHold, requestIdPart } from './page-codec.js';

const time = Date.parse('2026-03-01T00:00:00Z');

const texts = fc.string({ unit: 'binary', maxLength: 40 }).map(it => it.replaceAll('\0', ''));
const requestIds = fc.oneof(
  fc.constant('timed'),
  fc.uuid().map(it => it.toUpperCase()),
  fc.uuid(),
  texts,
);
const records: fc.Arbitrary<AuditRecord> = fc
  .record({
    time: fc.integer({ min: time, max: time + 9999 }),
    requestId: requestIds,
    accountId: texts,
    principalType: fc.constantFrom('account', 'user'),
    principalId: texts,
    principalArn: texts,
    accessKeyId: fc.constantFrom('LTAI1', 'LTAI2'),
    sourceAddress: texts,
    product: fc.constantFrom('cas', 'kms'),
    operation: texts,
    version: texts,
    parameters: fc.json(),
    outcome: texts,
    status: fc.integer({ min: 100, max: 599 }),
    detail: fc.option(texts),
    count: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(it => (it.requestId === 'timed' ? { ...it, requestId: timed(it.time) } : it));

const timed = (at: number) => newRecordId(at, Buffer.alloc(8, 7)).toUpperCase();
const pack = (list: readonly AuditRecord[], ids: readonly string[] = []) =>
  encodePage(
    list.map((record, n) => ({ values: recordValues(record), ...(ids[n] !== undefined && { id: ids[n] }) })),
    time,
  );

test('what is packed is read as it was, short and compressed', () => {
  fc.assert(
    fc.property(fc.array(records, { maxLength: 60 }), list => {
      const read = decodePage(7, pack(list));
      expect(read.map(({ id: _, ...record }) => record)).toEqual(list);
    }),
    { numRuns: 200 },
  );
});

const [sample] = fc.sample(records, { numRuns: 1, seed: 1 }) as [AuditRecord];

test('ids sort by time, then by page, then by place, or are those that were given', () => {
  const at = (ms: number) => ({ ...sample, time: time + ms, requestId: randomUUID().toUpperCase() });
  const first = decodePage(1, pack([at(5), at(5), at(4)])).map(it => it.id);
  const later = decodePage(2 ** 40, pack([at(5), at(6)])).map(it => it.id);
  expect([...first, ...later].toSorted()).toEqual([first[2], first[0], first[1], later[0], later[1]]);
  for (const id of [...first, ...later]) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  const given = randomUUID();
  expect(decodePage(1, pack([at(1), at(2)], [given])).map(it => it.id === given)).toEqual([true, false]);
});

test('what a record has stands in its page', () => {
  const requestId = timed(time);
  for (const length of [1, 50]) {
    const list = Array.from({ length }, (_, n) => ({ ...sample, time, requestId, operation: `Do${n}` }));
    const page = pack(list);
    expect(mayHold(page, ['Do0', sample.accessKeyId, requestIdPart(requestId)])).toBe(true);
    expect(mayHold(page, ['Do0', 'Undone'])).toBe(false);
    expect(mayHold(page, [requestIdPart(randomUUID().toUpperCase())])).toBe(false);
  }
});

test('a page with any other byte is read as another one or refused, and never endless', () => {
  const page = pack([sample, { ...sample, detail: 'x' }]);
  for (let at = 0; at < page.length; at++) {
    const other = Buffer.from(page);
    other[at]! ^= 0x80;
    try {
      expect(decodePage(1, other).length).toBeLessThan(page.length);
    } catch (fault) {
      expect(fault).toBeInstanceOf(Error);
    }
  }
});

test('twenty calls of one caller that only ask take some thirty bytes each', () => {
  const asked = { ...sample, parameters: '{}', detail: null, count: 1 };
  const list = Array.from({ length: 20 }, (_, n) => ({ ...asked, time: time + n, requestId: timed(time + n) }));
  expect(pack(list).length / 20).toBeLessThan(40);
});
