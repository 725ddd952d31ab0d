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
  /** Of a role's session, and of nothing else. */
  readonly session?: SessionFacts;
}

/** What is known of a role's session besides its own name. */
export interface SessionFacts {
  readonly roleId: string;
  readonly roleName: string;
  /** What policies call the session: `acs:ram::<account>:role/<role>`. */
  readonly roleArn: string;
  /** The ARN of who assumed the role. */
  readonly assumedBy: string;
  /** What the first session of the chain said of who is behind it. */
  readonly sourceIdentity?: string | undefined;
}

/** The same for all AccessKeys of a principal, and for no other principal. */
export const principalKey = ({ accountId, id }: Pick<Principal, 'accountId' | 'id'>): string => `${accountId}/${id}`;
