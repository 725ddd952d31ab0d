/** What somebody asks who wants to know whether a call would be allowed, and what is answered. */
import type { ConsideredStatement } from '../access/considered.js';
import type { Decision } from '../access/evaluate.js';

export interface AskedAccess {
  readonly kind: 'user' | 'role' | 'client-key';
  /** Of a client key its id. */
  readonly name: string;
  readonly action: string;
  /** An ARN as calls present it, or `*`. */
  readonly resource: string;
  /** Beside what is known: time, principal, the tags of a key, a secret or a role, and that no MFA device was used. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly resourceGroupId?: string | undefined;
  /** Documents of policies that are looked at as if they were attached. */
  readonly simulated: readonly string[];
  /** Of a session of the role. */
  readonly sessionPolicy?: string | undefined;
  /** Through which instance a client key would call; absent: without one. */
  readonly instanceId?: string | undefined;
}

export interface AccessExplanation {
  readonly decision: Decision;
  /** None for a client key, whose policies have no statements: its explanation says of each policy what is missing. */
  readonly statements: readonly ConsideredStatement[];
}

/** `policies-not-counted`: policies were given for a client key, for which those of RAM do not count, or a session policy for a user. */
export type ExplanationReason =
  | 'user-missing'
  | 'role-missing'
  | 'client-key-missing'
  | 'policy-malformed'
  | 'policies-not-counted';
