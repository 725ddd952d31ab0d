/**
 * What the conditions of policies can ask about a request: the global condition keys that a self-hosted server can fill (wire/ram-sts.md section 4.3).
 * A key that is absent here is absent for conditions: positive operators on it are false, negative ones true.
 */

/** Condition keys in their usual spelling, each with the values that the request has for it. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

export interface RequestFacts {
  readonly now: Date;
  /** Whether the request came over TLS. */
  readonly secureTransport: boolean;
  /** The peer's address, IPv4 or IPv6, or what a trusted proxy says it is. */
  readonly sourceAddress: string;
  readonly principalArn: string;
  /** Of a role's session that has one. */
  readonly sourceIdentity?: string;
  /** The group of the addressed resource, or of the one to be made. */
  readonly resourceGroupId?: string;
  /** Tags in the request. */
  readonly requestTags?: TagValues;
  /** Tags of all addressed resources. */
  readonly resourceTags?: TagValues;
  /** Only a console session can have used a second factor. Default: false. */
  readonly mfaPresent?: boolean;
  /** Keys of one product or operation, e.g. `sts:ExternalId`, `ram:ServiceName`. */
  readonly ownKeys?: TagValues;
}

/** By tag key; several resources can have several values for one key. */
export type TagValues = Readonly<Record<string, string | readonly string[]>>;

/** Fills the condition keys of a request. */
export function requestContext(facts: RequestFacts): RequestContext {
  const context = new Map<string, readonly string[]>();
  // Whole seconds, the precision of dates in policies: otherwise DateEquals could never hold.
  context.set('acs:CurrentTime', [`${facts.now.toISOString().slice(0, -'.000Z'.length)}Z`]);
  context.set('acs:SecureTransport', [String(facts.secureTransport)]);
  context.set('acs:SourceIp', [facts.sourceAddress]);
  context.set('acs:PrincipalARN', [facts.principalArn]);
  context.set('acs:MFAPresent', [String(facts.mfaPresent ?? false)]);
  if (facts.sourceIdentity !== undefined) context.set('acs:SourceIdentity', [facts.sourceIdentity]);
  if (facts.resourceGroupId !== undefined) context.set('acs:ResourceGroupId', [facts.resourceGroupId]);
  for (const [key, values] of Object.entries(facts.requestTags ?? {})) {
    context.set(`acs:RequestTag/${key}`, [values].flat());
  }
  for (const [key, values] of Object.entries(facts.resourceTags ?? {})) {
    context.set(`acs:ResourceTag/${key}`, [values].flat());
    // The older name of the same tags, from the time when only KMS had them in policies.
    context.set(`kms:tag/${key}`, [values].flat());
  }
  for (const [key, value] of Object.entries(facts.ownKeys ?? {})) context.set(key, [value].flat());
  return context;
}
