/**
 * Why a call was denied, from `AccessDeniedDetail`: this server's `EncodedDiagnosticMessage` is Base64url of JSON (the reference's page
 * about answers). A text that is something else, such as the cloud's, says nothing here.
 */

/** The statement that decided. */
export interface DecidingStatement {
  readonly policy: string;
  readonly policyType: string | undefined;
  readonly version: string | undefined;
  /** From 0. */
  readonly index: number;
  readonly sid: string | undefined;
}

export interface Denial {
  readonly action: string;
  readonly resource: string;
  /** Whether a statement denied; otherwise none allowed. */
  readonly isExplicit: boolean;
  readonly decidedBy: DecidingStatement | undefined;
  /** The members of the detail that say something as they stand. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** `usualAction` stands in where the detail names none. Never throws. */
export function readDenial(detail: Readonly<Record<string, string>>, usualAction: string): Denial {
  const { EncodedDiagnosticMessage, ...plain } = detail;
  const decidedBy = decidingStatement(EncodedDiagnosticMessage);
  const isOpaque = EncodedDiagnosticMessage !== undefined && decoded(EncodedDiagnosticMessage) === undefined;
  return {
    action: detail.AuthAction ?? usualAction,
    resource: detail.AuthResource ?? '*',
    isExplicit: detail.NoPermissionType === 'ExplicitDeny',
    decidedBy,
    facts: Object.entries(isOpaque ? detail : plain),
  };
}

/** A policy document that allows what was denied. */
export function allowingPolicy({ action, resource }: Pick<Denial, 'action' | 'resource'>): string {
  const statement = { Effect: 'Allow', Action: action, Resource: resource };
  return JSON.stringify({ Version: '1', Statement: [statement] }, null, 2);
}

function decidingStatement(message: string | undefined): DecidingStatement | undefined {
  const matched = message === undefined ? undefined : decoded(message)?.MatchedPolicies;
  const first: unknown = Array.isArray(matched) ? matched[0] : undefined;
  if (!isRecord(first)) return undefined;
  const { PolicyIdentifier, PolicyType, PolicyVersion, Statement, Sid } = first;
  if (typeof PolicyIdentifier !== 'string' || typeof Statement !== 'number') return undefined;
  return {
    policy: PolicyIdentifier,
    policyType: textOf(PolicyType),
    version: textOf(PolicyVersion),
    index: Statement,
    sid: textOf(Sid),
  };
}

function decoded(message: string): Record<string, unknown> | undefined {
  try {
    const bytes = Uint8Array.from(atob(message.replace(/-/g, '+').replace(/_/g, '/')), it => it.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
