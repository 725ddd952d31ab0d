/**
 * The client keys of KMS, whose signatures are checked with the public key of their certificate. What they may do is said by the policies of their
 * access point, and RAM has no say in it (wire/kms.md section 5.8).
 */
import type { Decision } from '../access/evaluate.js';
import type { Generations } from '../caches/generations.js';
import type { Asked } from '../gateway/asked.js';
import type { FindCaller } from '../gateway/caller.js';
import type { ClientKeyCredentials } from '../kms/access-points/client-key-credentials.js';
import type { AccessPointGrants } from '../kms/access-points/client-key-grants.js';
import { type ClientKeyGrants, decideClientKeyCall } from '../kms/access-points/client-key-permissions.js';
import { SHARED_SCOPE } from '../kms/access-points/policies.js';

export interface ClientKeyParts {
  readonly credentials: Pick<ClientKeyCredentials, 'findClientKeyCredential'>;
  readonly grants: Pick<AccessPointGrants, 'findGrants'>;
  readonly generations: Generations;
}

export function clientKeyCallers({ credentials, grants, generations }: ClientKeyParts): FindCaller {
  return async (accessKeyId, token, now) => {
    // One reading for a call: who calls, and what it may do, are as they were when it came, or newer.
    const reading = await generations.read();
    const found = await credentials.findClientKeyCredential(accessKeyId, now, reading);
    if (!found) return 'unknown-key';
    if (token !== undefined) return 'token-mismatch';
    const { principal, publicKey: key, accessPoint, markUsed } = found;
    return {
      principal,
      open: async () => ({ kind: 'publicKey', key }),
      markUsed,
      decide: asked => decide(asked, () => grants.findGrants(principal.accountId, accessPoint, reading)),
    };
  };
}

/** Reading secrets is all that is documented for client keys on this gateway. */
const READS_SECRETS: ReadonlySet<string> = new Set(['GetSecretValue', 'BatchGetSecretValue']);

async function decide(asked: Asked, findGrants: () => Promise<ClientKeyGrants>): Promise<Decision> {
  if (!READS_SECRETS.has(asked.operation)) return denied('*', `client keys may not call ${asked.operation}`);
  const grants = await findGrants();
  // A policy that opens a secret opens it whole: the key that it is under is not asked about.
  const own = (await asked.objects()).filter(({ dependentAction }) => dependentAction === undefined);
  const decisions = own
    .flatMap(({ resources }) => resources)
    .map(({ arn, told }) => decideOnSecret(arn, told, asked.sourceAddress, grants));
  return decisions.find(({ allowed }) => !allowed) ?? decisions[0] ?? denied('*', 'no secret is named');
}

function decideOnSecret(arn: string, told: string, sourceAddress: string, grants: ClientKeyGrants): Decision {
  const secretName = /:secret\/(.+)$/.exec(arn)?.[1];
  if (secretName === undefined) return denied(told, 'no secret is named');
  const call = { gateway: SHARED_SCOPE, use: { kind: 'read-secret', secretName }, sourceAddress } as const;
  const { allowed, explanation } = decideClientKeyCall(call, grants);
  return allowed ? { allowed, resource: told, explanation } : denied(told, explanation);
}

const denied = (resource: string, explanation: string): Decision => ({
  allowed: false,
  denial: 'ImplicitDeny',
  resource,
  explanation,
});
