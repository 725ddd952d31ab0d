/**
 * Who is signed in. The AccessKey pair lives in the memory of this page, and in the tab's session storage if the person asks;
 * never in an address, a cookie, a log or local storage. It is sent nowhere: requests carry signatures made from it.
 */
import { createStore } from './store';

export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

export interface Session {
  readonly credentials: Credentials;
  /** Whether the pair survives a reload of this tab. */
  readonly keptInTab: boolean;
  /** Who the server says this is; absent when it was not asked. */
  readonly arn?: string;
}

const STORAGE_KEY = 'chancery.session';

export const session = createStore<Session | undefined>(storedSession());

export function signIn(next: Session): void {
  store(next.keptInTab ? next : undefined);
  session.set(next);
}

export function signOut(): void {
  store(undefined);
  session.set(undefined);
}

/** A browser may refuse storage altogether; then the memory of the page has to do. */
function store(kept: Session | undefined): void {
  try {
    if (kept) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
    else sessionStorage.removeItem(STORAGE_KEY);
  } catch {
    // Nothing is lost: the session is in memory.
  }
}

function storedSession(): Session | undefined {
  try {
    const stored = JSON.parse(globalThis.sessionStorage?.getItem(STORAGE_KEY) ?? 'null') as Session | null;
    return stored?.credentials?.accessKeyId && stored.credentials.accessKeySecret ? stored : undefined;
  } catch {
    return undefined;
  }
}
