/** Asks for a session from anywhere in the page: the dialog is drawn once, by the application. */
import { type Session, session } from './credentials';
import { createStore } from './store';

interface Request {
  readonly answered: (session: Session | undefined) => void;
}

export const signInRequest = createStore<Request | undefined>(undefined);

/** The session there is, or the one that the person now signs in to; undefined if they close the dialog. */
export function needSession(): Promise<Session | undefined> {
  const existing = session.get();
  return existing ? Promise.resolve(existing) : askToSignIn();
}

export function openSignIn(): void {
  signInRequest.set({ answered: () => undefined });
}

function askToSignIn(): Promise<Session | undefined> {
  return new Promise(resolve => signInRequest.set({ answered: resolve }));
}

/** Closes the dialog with what came of it. */
export function answerSignIn(result: Session | undefined): void {
  const request = signInRequest.get();
  signInRequest.set(undefined);
  request?.answered(result);
}
