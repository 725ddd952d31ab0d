/** The client key that is open, in the memory of this page alone, and the dialog that opens one: it is drawn once, by the application. */
import { session } from '../session/credentials';
import { createStore } from '../session/store';

export interface OpenedKey {
  readonly keyId: string;
  /** For signatures alone; it cannot be exported. */
  readonly privateKey: CryptoKey;
}

export const openedKey = createStore<OpenedKey | undefined>(undefined);

// Whoever signs out leaves nothing behind.
session.subscribe(() => {
  if (session.get() === undefined) closeClientKey();
});

interface Request {
  readonly answered: (key: OpenedKey | undefined) => void;
}

export const openingRequest = createStore<Request | undefined>(undefined);

/** The key that is open, or the one that the person now opens; undefined if they close the dialog. */
export function needClientKey(): Promise<OpenedKey | undefined> {
  const open = openedKey.get();
  return open ? Promise.resolve(open) : new Promise(resolve => openingRequest.set({ answered: resolve }));
}

/** Closes the dialog with what came of it. */
export function answerOpening(key: OpenedKey | undefined): void {
  const request = openingRequest.get();
  openingRequest.set(undefined);
  if (key) openedKey.set(key);
  request?.answered(key);
}

export function closeClientKey(): void {
  openedKey.set(undefined);
}
