/** May a client key of KMS do this: what its access point's policies say, in which RAM has no say (wire/kms.md section 5.8, wire/kms-instance.md section 2.3). */
import { Refusal } from '../domain/change.js';
import type { AccessPointGrants } from '../kms/access-points/client-key-grants.js';
import { type ClientKeyUse, decideClientKeyCall } from '../kms/access-points/client-key-permissions.js';
import { isWithin } from '../kms/access-points/client-key-validity.js';
import { SHARED_SCOPE } from '../kms/access-points/policies.js';
import { keyReference } from '../kms/keys/key-reference.js';
import { secretReference } from '../kms/secrets/secret-reference.js';
import type { ClientKeyStore } from '../kms/store.js';
import type { AccessExplanation, AskedAccess, ExplanationReason } from './asked-access.js';

export interface ClientKeySources {
  readonly clientKeys: Pick<ClientKeyStore, 'findOwner'>;
  readonly grants: Pick<AccessPointGrants, 'findGrants'>;
}

/** Refused with `client-key-missing`, and with `policies-not-counted` where policies of RAM are given. */
export async function explainClientKey(
  accountId: string,
  asked: AskedAccess,
  now: Date,
  { clientKeys, grants }: ClientKeySources,
): Promise<AccessExplanation> {
  const found = await clientKeys.findOwner(asked.name);
  if (found?.accountId !== accountId) throw new Refusal<ExplanationReason>('client-key-missing');
  if (asked.simulated.length > 0 || asked.sessionPolicy !== undefined) {
    throw new Refusal<ExplanationReason>('policies-not-counted');
  }
  const { key } = found;
  const use = clientKeyUse(accountId, asked);
  const gateway = asked.instanceId ?? SHARED_SCOPE;
  if (!isWithin(key, now)) return denied(asked, 'The client key is not valid at this time.');
  if (!use) return denied(asked, 'Client keys use keys and secrets of their account alone.');
  // Reading secrets is all that client keys may do without an instance.
  if (gateway === SHARED_SCOPE && !/^kms:(?:batch)?getsecretvalue$/i.test(asked.action)) {
    return denied(asked, `Client keys may not do ${asked.action} but through an instance.`);
  }
  const sourceAddress = addressOf(asked);
  const call = { gateway, use, sourceAddress };
  const { allowed, explanation } = decideClientKeyCall(call, await grants.findGrants(accountId, key.accessPoint));
  const sentence = `Access point ${key.accessPoint}: ${explanation}.`;
  return allowed
    ? { decision: { allowed, resource: asked.resource, explanation: sentence }, statements: [] }
    : denied(asked, sentence);
}

function denied({ resource }: AskedAccess, explanation: string): AccessExplanation {
  return { decision: { allowed: false, denial: 'ImplicitDeny', resource, explanation }, statements: [] };
}

/** `*` stands for an operation that uses no key and no secret. */
function clientKeyUse(accountId: string, { resource }: AskedAccess): ClientKeyUse | undefined {
  if (resource === '*') return { kind: 'use-instance' };
  const key = keyReference(resource);
  if (key.kind === 'arn') return key.accountId === accountId ? { kind: 'use-key', keyId: key.id } : undefined;
  const { owner, name } = secretReference(resource);
  return owner?.accountId === accountId ? { kind: 'read-secret', secretName: name } : undefined;
}

function addressOf({ context }: AskedAccess): string {
  const [, values] = Object.entries(context).find(([key]) => key.toLowerCase() === 'acs:sourceip') ?? [];
  return values?.[0] ?? '';
}
