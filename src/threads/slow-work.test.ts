import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Abandoned, RoundRobin } from '../crypto/round-robin.js';
import { Busy } from '../crypto/semaphore.js';
import { neverGone } from '../domain/requester.js';
import { Calls } from './calls.js';
import { AskedLines, type PlaceOffers, PlacesOfThread } from './slow-work.js';

const limits = { places: 2, placesEach: 1, maxWaitMs: 200, waitingEach: 2, waiting: 4 };
let lines: RoundRobin;
let ports: MessagePort[];

beforeEach(() => {
  lines = new RoundRobin(limits);
  ports = [];
});
afterEach(() => {
  for (const port of ports) port.close();
});

/** The lines as another thread sees them, and its places. */
function otherThread() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1);
  const places = new PlacesOfThread(lines);
  const offers: PlaceOffers = {
    takePlace: asked => places.takePlace(asked),
    leavePlace: ticket => places.leavePlace(ticket),
  };
  new Calls<Record<never, never>>(port1, offers);
  const lane = new AskedLines(new Calls<PlaceOffers>(port2, {})).lane('work', { atOnce: 1 });
  return { lane, places };
}

const requester = (id: string, gone = neverGone) => ({ id, gone });
/** Work that lasts until it is ended. */
function held() {
  let end = (_: string) => {};
  const work = new Promise<string>(resolve => {
    end = resolve;
  });
  let begun = false;
  return {
    run: () => {
      begun = true;
      return work;
    },
    end: () => end('done'),
    hasBegun: () => begun,
  };
}

test('one requester has one place in all threads together, and another one is not held up', async () => {
  const [one, other] = [otherThread(), otherThread()];
  const [first, second, third] = [held(), held(), held()];
  const results = [one.lane.run(first.run, requester('a'))];
  await vi.waitFor(() => expect(first.hasBegun()).toBe(true));
  results.push(other.lane.run(second.run, requester('a')), other.lane.run(third.run, requester('b')));
  await vi.waitFor(() => expect(third.hasBegun()).toBe(true));
  expect(second.hasBegun()).toBe(false);
  first.end();
  await vi.waitFor(() => expect(second.hasBegun()).toBe(true));
  second.end();
  third.end();
  expect(await Promise.all(results)).toEqual(['done', 'done', 'done']);
});

test('a turn that does not come in time is Busy, and one that nobody waits for any more is left', async () => {
  const { lane } = otherThread();
  const work = held();
  const running = lane.run(work.run, requester('a'));
  await vi.waitFor(() => expect(work.hasBegun()).toBe(true));
  await expect(lane.run(async () => 'late', requester('a'))).rejects.toBeInstanceOf(Busy);
  const leaving = new AbortController();
  const left = lane.run(
    async () => 'left',
    requester('a', () => leaving.signal),
  );
  leaving.abort();
  await expect(left).rejects.toBeInstanceOf(Abandoned);
  work.end();
  expect(await running).toBe('done');
  expect(await lane.run(async () => 'next', requester('a'))).toBe('next');
});

test('the places of a thread that died are free', async () => {
  const [dying, staying] = [otherThread(), otherThread()];
  const work = held();
  void dying.lane.run(work.run, requester('a'));
  await vi.waitFor(() => expect(work.hasBegun()).toBe(true));
  dying.places.leaveAll();
  expect(await staying.lane.run(async () => 'free', requester('a'))).toBe('free');
});

test('a call to a thread that has ended is rejected, and so are those under way', async () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const calls = new Calls<{ ask(): string }>(port1, {});
  const asked = once(port2, 'message');
  const waiting = calls.call('ask');
  await asked;
  calls.end('the thread has ended');
  await expect(waiting).rejects.toThrow('the thread has ended');
  await expect(calls.call('ask')).rejects.toThrow('the thread has ended');
});
