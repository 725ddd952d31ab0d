/** Who signed a request. Every way of signing ends in one of these; the rest of the server knows nothing of signatures. */
export interface Principal {
  readonly kind: 'account' | 'user' | 'role' | 'client-key' | 'federated';
  /** The 16-digit account that owns everything this principal makes. */
  readonly accountId: string;
  /** Account id, user id, `<role id>:<session>`, client key id, or what an identity provider calls somebody behind the provider's ARN. */
  readonly id: string;
  /** User name, role session name or client key id; `root` for the account itself. */
  readonly name: string;
  readonly arn: string;
  /** Empty for somebody whom an identity provider vouches for. */
  readonly accessKeyId: string;
  /** Of somebody whom an identity provider vouches for, and of nobody else. */
  readonly vouchedBy?: VouchingFacts;
  /** Of a role's session, and of nothing else. */
  readonly session?: SessionFacts;
  /** Of a user who has signed in with a password, and of nobody else. */
  readonly signIn?: SignInFacts;
}

/** What a token of an identity provider says of whom it is about. */
export interface VouchingFacts {
  readonly providerArn: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
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

/** What is known of how a user has signed in. */
export interface SignInFacts {
  /** Whether a code of the user's MFA device was given. */
  readonly mfaPresent: boolean;
}

/** The same for all AccessKeys of a principal, and for no other principal. */
export const principalKey = ({ accountId, id }: Pick<Principal, 'accountId' | 'id'>): string => `${accountId}/${id}`;
