import { describe, expect, it } from 'vitest';
import { Arrivals } from './arrivals.js';

const endOfTurn = () => new Promise<void>(resolve => setImmediate(resolve));
const endOfTurns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await endOfTurn();
};

describe('requests that arrive close together', () => {
  it('begin after all of them have arrived, in their order', async () => {
    const begun: number[] = [];
    const arrivals = new Arrivals<number>(request => begun.push(request));
    for (const request of [1, 2, 3]) arrivals.add(request);
    expect(begun).toEqual([]);
    await endOfTurns(2);
    expect(begun).toEqual([1, 2, 3]);
  });

  it('begin together though each turn brings only one of them', async () => {
    const begun: number[] = [];
    const arrivals = new Arrivals<number>(request => begun.push(request));
    for (const request of [1, 2, 3]) {
      arrivals.add(request);
      await endOfTurn();
      expect(begun).toEqual([]);
    }
    await endOfTurn();
    expect(begun).toEqual([1, 2, 3]);
  });

  it('do not wait for ever while others come', async () => {
    const begun: number[] = [];
    const arrivals = new Arrivals<number>(request => begun.push(request));
    for (let request = 0; request < 40; request++) {
      arrivals.add(request);
      await endOfTurn();
    }
    expect(begun.length).toBe(32);
  });

  it('take each step one after the other', async () => {
    const steps: string[] = [];
    const arrivals = new Arrivals<string>(async request => {
      steps.push(`${request} reads`);
      await undefined;
      steps.push(`${request} writes`);
    });
    for (const request of ['a', 'b']) arrivals.add(request);
    await endOfTurns(2);
    expect(steps).toEqual(['a reads', 'b reads', 'a writes', 'b writes']);
  });

  it('begin in later turns where very many came, and those of later turns after them', async () => {
    const begun: number[] = [];
    const arrivals = new Arrivals<number>(request => begun.push(request));
    const requests = Array.from({ length: 100 }, (_, i) => i);
    for (const request of requests.slice(0, 90)) arrivals.add(request);
    await endOfTurn();
    expect(begun.length).toBeLessThan(90);
    expect(begun.length).toBeGreaterThan(0);
    for (const request of requests.slice(90)) arrivals.add(request);
    await endOfTurns(10);
    expect(begun).toEqual(requests);
  });
});
