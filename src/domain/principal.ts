/** Who signed a request. Every way of signing ends in one of these; the rest of the server knows nothing of signatures. */
export interface Principal {
  readonly kind: 'account' | 'user' | 'role' | 'client-key';
  /** The 16-digit account that owns everything this principal makes. */
  readonly accountId: string;
  /** Account id, user id, `<role id>:<session>` or client key id. */
  readonly id: string;
  /** User name, role session name or client key id; `root` for the account itself. */
  readonly name: string;
  readonly arn: string;
  readonly accessKeyId: string;
}

/** The same for all AccessKeys of a principal, and for no other principal. */
export const principalKey = ({ accountId, id }: Pick<Principal, 'accountId' | 'id'>): string => `${accountId}/${id}`;
