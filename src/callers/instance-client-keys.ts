/**
 * Client keys at an instance (wire/kms-instance.md section 2.3). What they may do there is said by those policies of their access point whose scope is the
 * instance; RAM has no say in it.
 */
import type { Decision } from '../access/evaluate.js';
import type { Generations } from '../caches/generations.js';
import type { Asked } from '../gateway/asked.js';
import type { FindForInstance } from '../gateway/caller.js';
import type { ClientKeyCredentials } from '../kms/access-points/client-key-credentials.js';
import type { AccessPointGrants } from '../kms/access-points/client-key-grants.js';
import {
  type ClientKeyGrants,
  type ClientKeyUse,
  decideClientKeyCall,
} from '../kms/access-points/client-key-permissions.js';
import { addressedInstanceId, connectedInstance } from '../kms/instances/addressed.js';
import type { Instances } from '../kms/instances/instances.js';

export interface InstanceCallerParts {
  readonly credentials: Pick<ClientKeyCredentials, 'findClientKey'>;
  readonly grants: Pick<AccessPointGrants, 'findGrants'>;
  readonly instances: Pick<Instances, 'find'>;
  readonly generations: Generations;
}

export function instanceCallers({ credentials, grants, instances, generations }: InstanceCallerParts): FindForInstance {
  return async (accessKeyId, host, now) => {
    // One reading for a call: who calls, and what it may do, are as they were when it came, or newer.
    const reading = await generations.read();
    const found = await credentials.findClientKey(accessKeyId, now, reading);
    if (!found) return undefined;
    const { principal, publicKey: key, accessPoint, isValid, markUsed } = found;
    const id = addressedInstanceId(principal.accountId, host);
    const instance = await connectedInstance(instances, principal.accountId, id);
    const decideCall = async (asked: Asked): Promise<Decision> => {
      // Told only to who has signed: until then it is a key like any other.
      if (!isValid) return denied('*', 'the client key is not valid at this time');
      if (!instance) return denied('*', `the account has no connected instance ${id}`);
      return decide(asked, id, await grants.findGrants(principal.accountId, accessPoint, reading));
    };
    return {
      principal,
      open: async () => ({ kind: 'publicKey', key }),
      markUsed,
      decide: decideCall,
      ...(instance && { instance: { id, callsPerSecond: instance.quota.callsPerSecond } }),
    };
  };
}

async function decide(asked: Asked, instanceId: string, grants: ClientKeyGrants): Promise<Decision> {
  // A policy that opens a secret opens it whole: the key that it is under is not asked about.
  const own = (await asked.objects()).filter(({ dependentAction }) => dependentAction === undefined);
  const decisions = own
    .flatMap(({ resources }) => resources)
    .map(({ arn, told }): Decision => {
      const call = { gateway: instanceId, use: useOf(arn), sourceAddress: asked.sourceAddress };
      const { allowed, explanation } = decideClientKeyCall(call, grants);
      return allowed ? { allowed, resource: told, explanation } : denied(told, explanation);
    });
  return decisions.find(({ allowed }) => !allowed) ?? decisions[0] ?? denied('*', 'nothing is named');
}

/** Of an operation without a key or a secret: the use of keys as such. */
function useOf(arn: string): ClientKeyUse {
  const [, kind, name] = /:(key|secret)\/(.+)$/.exec(arn) ?? [];
  if (name === undefined) return { kind: 'use-instance' };
  return kind === 'key' ? { kind: 'use-key', keyId: name } : { kind: 'read-secret', secretName: name };
}

const denied = (resource: string, explanation: string): Decision => ({
  allowed: false,
  denial: 'ImplicitDeny',
  resource,
  explanation,
});
