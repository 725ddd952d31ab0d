/**
 * What is on the bench of each operation: the form as filled so far and the last answer. Kept while the page lives, so that one can
 * look something up in another operation and come back; gone at sign-out and when the client key is closed, since it may hold secrets.
 */
import type { Exchange } from '../client/exchange';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { openedKey } from '../instance/opened-key';
import { session } from '../session/credentials';
import { createStore } from '../session/store';

export interface Bench {
  readonly drafts: DraftObject;
  readonly exchange?: Exchange;
  /** The form as it was sent for that answer. */
  readonly sent?: DraftObject;
  /** The call could not be made at all. */
  readonly failure?: 'unreachable' | 'no-crypto';
}

const EMPTY: Bench = { drafts: {} };

export const workbench = createStore<Readonly<Record<string, Bench>>>({});

session.subscribe(() => {
  if (session.get() === undefined) workbench.set({});
});

openedKey.subscribe(() => {
  if (openedKey.get() !== undefined) return;
  const others = Object.entries(workbench.get()).filter(([key]) => !key.startsWith('kms-instance/'));
  workbench.set(Object.fromEntries(others));
});

export function benchOf(benches: Readonly<Record<string, Bench>>, operation: Operation): Bench {
  return benches[keyOf(operation)] ?? EMPTY;
}

export function updateBench(operation: Operation, change: Partial<Bench>): void {
  const benches = workbench.get();
  workbench.set({ ...benches, [keyOf(operation)]: { ...benchOf(benches, operation), ...change } });
}

function keyOf({ productCode, action }: Operation): string {
  return `${productCode}/${action}`;
}
