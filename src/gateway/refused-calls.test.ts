import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuditRecord } from '../audit/record.js';
import { RefusedCalls } from './refused-calls.js';

const record = (parts: Partial<AuditRecord> = {}): AuditRecord => ({
  time: 1,
  requestId: 'first',
  accountId: '1',
  principalType: 'user',
  principalId: '20',
  principalArn: 'acs:ram::1:user/alice',
  accessKeyId: 'LTAI1',
  sourceAddress: '192.0.2.7',
  product: 'ram',
  operation: 'ListUsers',
  version: '2015-05-01',
  parameters: '{}',
  outcome: 'NoPermission',
  status: 403,
  detail: 'No statement allows it.',
  count: 1,
  ...parts,
});

describe('refused calls', () => {
  let written: AuditRecord[];
  let errors: unknown[];
  let fails: boolean;
  const calls = (mostPrincipals?: number) =>
    new RefusedCalls(
      async it => {
        if (fails) throw new Error('no store');
        written.push(it);
      },
      error => errors.push(error),
      { mostPrincipals },
    );
  beforeEach(() => {
    vi.useFakeTimers();
    [written, errors, fails] = [[], [], false];
  });
  afterEach(() => vi.useRealTimers());
  const second = () => vi.advanceTimersByTimeAsync(1000);

  test('of one principal are one record a second, until a second goes by without any', async () => {
    const refused = calls();
    expect(refused.isFirst(record())).toBe(true);
    for (let n = 0; n < 500; n++) {
      expect(refused.isFirst(record({ requestId: `${n}` }))).toBe(false);
      refused.count(record({ requestId: `${n}` }));
    }
    expect(written).toEqual([]);
    await second();
    expect(written).toEqual([record({ requestId: '0', count: 500 })]);

    expect(refused.isFirst(record({ requestId: 'next' }))).toBe(false);
    refused.count(record({ requestId: 'next' }));
    await second();
    expect(written.slice(1)).toEqual([record({ requestId: 'next', count: 1 })]);
    await second();
    expect(refused.isFirst(record())).toBe(true);
    expect(written).toHaveLength(2);
  });

  test('that differ are told apart, up to a number of kinds', async () => {
    const refused = calls();
    refused.isFirst(record());
    refused.count(record());
    refused.count(record({ outcome: 'Throttling.User' }));
    refused.count(record({ sourceAddress: '203.0.113.9', accessKeyId: 'LTAI2' }));
    refused.count(record());
    await second();
    expect(written).toEqual([
      record({
        count: 4,
        detail:
          'No statement allows it. Counted: 2 × ram:ListUsers NoPermission from 192.0.2.7 with LTAI1, 1 × ram:ListUsers Throttling.User from 192.0.2.7 with LTAI1, 1 × ram:ListUsers NoPermission from 203.0.113.9 with LTAI2',
      }),
    ]);
    for (let n = 0; n < 1000; n++) refused.count(record({ operation: `Op${n}`, detail: 'x'.repeat(10_000) }));
    await second();
    expect(written[1]).toMatchObject({ count: 1000, detail: expect.stringMatching(/, 984 × of other kinds$/) });
    expect(written[1]!.detail!.length).toBeLessThan(4096);
  });

  test('of each principal are counted apart', async () => {
    const refused = calls();
    const other = record({ principalId: '21' });
    expect([refused.isFirst(record()), refused.isFirst(other)]).toEqual([true, true]);
    refused.count(record());
    refused.count(other);
    refused.count(other);
    await second();
    expect(written).toEqual([record(), { ...other, count: 2 }]);
  });

  test('of more principals than are remembered are recorded one by one', () => {
    const refused = calls(2);
    const of = (principalId: string) => refused.isFirst(record({ principalId }));
    expect(['1', '2', '1', '2', '3', '3'].map(of)).toEqual([true, true, false, false, true, true]);
  });

  test('that could not be written stay counted', async () => {
    const refused = calls();
    refused.isFirst(record());
    refused.count(record({ requestId: 'a' }));
    fails = true;
    await second();
    refused.count(record({ requestId: 'b' }));
    await second();
    fails = false;
    await second();
    expect(written).toEqual([record({ requestId: 'a', count: 2 })]);
    expect(errors).toEqual([new Error('no store'), new Error('no store')]);
  });

  test('are written when the server stops, and recorded one by one from then on', async () => {
    const refused = calls();
    refused.isFirst(record());
    refused.count(record());
    await refused.close();
    expect(written).toEqual([record()]);
    expect(refused.isFirst(record())).toBe(true);
    refused.count(record());
    await refused.close();
    expect(written).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
