/** Idempotency tokens (`ClientToken`): a principal's repeated call gets the answer of the first one for a day. */
import type { Step } from '../domain/change.js';
import type { Principal } from '../domain/principal.js';
import { hotStatement } from './hot-statements.js';
import type { Store } from './store.js';

const rememberedMs = 24 * 60 * 60 * 1000;

export interface StoredAnswer {
  readonly requestHash: string;
  /** JSON. */
  readonly answer: string;
}

/** Whose a token is. */
type Owner = Pick<Principal, 'accountId' | 'id'>;

interface TokenKey {
  readonly account: string;
  readonly principal: string;
  readonly operation: string;
  readonly token: string;
  readonly now: number;
}

const findToken = hotStatement((db, it: TokenKey) =>
  db
    .selectFrom('idempotency_tokens')
    .select(['request_hash', 'answer'])
    .where('account_id', '=', it.account)
    .where('principal_id', '=', it.principal)
    .where('operation', '=', it.operation)
    .where('token', '=', it.token)
    .where('expires_at', '>', it.now),
);

/** A token that has expired and is not purged yet may be used again; any other one is left as it is, and no row is affected. */
const storeToken = hotStatement((db, it: TokenKey & StoredAnswer & { expiresAt: number }) =>
  db
    .insertInto('idempotency_tokens')
    .values({
      account_id: it.account,
      principal_id: it.principal,
      operation: it.operation,
      token: it.token,
      request_hash: it.requestHash,
      answer: it.answer,
      expires_at: it.expiresAt,
    })
    .onConflict(conflict =>
      conflict
        .columns(['account_id', 'principal_id', 'operation', 'token'])
        .doUpdateSet({ request_hash: it.requestHash, answer: it.answer, expires_at: it.expiresAt })
        .where('idempotency_tokens.expires_at', '<=', it.now),
    ),
);

export class IdempotencyTokens {
  constructor(private readonly store: Store) {}

  /** What the first call with this token was answered, or undefined. */
  async find(owner: Owner, operation: string, token: string, now: Date): Promise<StoredAnswer | undefined> {
    const [row] = await findToken.rows(this.store, keyOf(owner, operation, token, now));
    return row && { requestHash: row.request_hash, answer: row.answer };
  }

  /** Remembers an answer, together with what the call does. */
  storeStep(owner: Owner, operation: string, token: string, stored: StoredAnswer, now: Date): Step<'token-taken'> {
    const key = keyOf(owner, operation, token, now);
    const values = { ...key, ...stored, expiresAt: key.now + rememberedMs };
    return storeToken.step(this.store, values, { affects: 1, otherwise: 'token-taken' });
  }
}

function keyOf({ accountId, id }: Owner, operation: string, token: string, now: Date): TokenKey {
  return { account: accountId, principal: id, operation, token, now: now.getTime() };
}
