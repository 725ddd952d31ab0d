/** The calls of this session, newest first, in memory only. Secrets are left out before a call gets here, and so are answers. */
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { secretNames, withoutSecrets } from '../form/redact';
import { session } from '../session/credentials';
import { createStore } from '../session/store';

export interface PastCall {
  readonly id: number;
  readonly at: Date;
  readonly productCode: string;
  readonly action: string;
  readonly parameters: DraftObject;
  /** Names of parameters that were given and are not kept. */
  readonly leftOut: readonly string[];
  readonly status: number;
  readonly code?: string;
  readonly durationMs: number;
  readonly requestId?: string;
}

/** Enough to find a call of an hour ago, and little enough to look through. */
const MOST_KEPT = 200;

export const history = createStore<readonly PastCall[]>([]);

session.subscribe(() => {
  if (session.get() === undefined) forgetHistory();
});

export type Outcome = Pick<PastCall, 'status' | 'code' | 'durationMs' | 'requestId'>;

export function remember(operation: Operation, drafts: DraftObject, outcome: Outcome, at: Date): void {
  const [newest] = history.get();
  history.set([pastCall((newest?.id ?? 0) + 1, operation, drafts, outcome, at), ...history.get()].slice(0, MOST_KEPT));
}

export function pastCall(id: number, operation: Operation, drafts: DraftObject, outcome: Outcome, at: Date): PastCall {
  return {
    id,
    at,
    productCode: operation.productCode,
    action: operation.action,
    parameters: withoutSecrets(operation.request, drafts),
    leftOut: secretNames(operation.request, drafts),
    ...outcome,
  };
}

export function forgetHistory(): void {
  history.set([]);
}
