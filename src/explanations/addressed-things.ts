/** What an ARN leads to, as far as it has a policy or tags of its own that count for calls: keys and secrets of KMS, and roles that are to be assumed. */
import type { ResourcePolicy } from '../access/evaluate.js';
import type { Tag } from '../domain/tags.js';
import type { KnownRoles } from '../identity/roles/known-roles.js';
import type { Tagging } from '../identity/tags/tagging.js';
import { keyReference } from '../kms/keys/key-reference.js';
import type { KeyStore } from '../kms/keys/key-store.js';
import { stateOf } from '../kms/keys/lifecycle.js';
import { resourcePolicy } from '../kms/policies/resource-policies.js';
import { isGone } from '../kms/secrets/secret.js';
import { secretReference } from '../kms/secrets/secret-reference.js';
import type { SecretStore } from '../kms/secrets/secret-store.js';

export interface AddressedThing {
  readonly policy: ResourcePolicy | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ThingSources {
  readonly keys: Pick<KeyStore, 'find' | 'findTags'>;
  readonly secrets: Pick<SecretStore, 'find' | 'findTags'>;
  readonly knownRoles: Pick<KnownRoles, 'byName'>;
  readonly tagging: Pick<Tagging, 'find'>;
  readonly region: string;
}

/** The account that an ARN says it belongs to; undefined for `*`, for any account, and for what belongs to none. */
export const accountOfArn = (arn: string): string | undefined => /^acs:[^:]*:[^:]*:([0-9]+):/.exec(arn)?.[1];

export class AddressedThings {
  constructor(private readonly sources: ThingSources) {}

  /** Of any account. */
  async find(arn: string, now: Date): Promise<AddressedThing | undefined> {
    return (await this.#findKey(arn, now)) ?? (await this.#findSecret(arn, now)) ?? (await this.#findRole(arn));
  }

  async #findKey(arn: string, now: Date): Promise<AddressedThing | undefined> {
    const { keys, region } = this.sources;
    const reference = keyReference(arn);
    if (reference.kind !== 'arn' || reference.region !== region) return undefined;
    const { accountId, id } = reference;
    const key = await keys.find(accountId, id);
    if (!key || stateOf(key, now) === 'deleted') return undefined;
    return {
      policy: policyOf('key', accountId, key.policy, arn),
      tags: valuesOf(await keys.findTags(accountId, id)),
    };
  }

  async #findSecret(arn: string, now: Date): Promise<AddressedThing | undefined> {
    const { secrets, region } = this.sources;
    const { name, owner } = secretReference(arn);
    if (owner?.region !== region) return undefined;
    const { accountId } = owner;
    const secret = await secrets.find(accountId, name);
    if (!secret || isGone(secret, now)) return undefined;
    return {
      policy: policyOf('secret', accountId, secret.policy, arn),
      tags: valuesOf(await secrets.findTags(accountId, name)),
    };
  }

  /** With the trust policy, which says who may assume it. */
  async #findRole(arn: string): Promise<AddressedThing | undefined> {
    const [, accountId, name] = /^acs:ram:\*?:([0-9]+):role\/([^*?]+)$/.exec(arn) ?? [];
    if (accountId === undefined || name === undefined) return undefined;
    const known = await this.sources.knownRoles.byName(accountId, name);
    if (!known) return undefined;
    const [tagged] = await this.sources.tagging.find('role', accountId, [name]);
    return {
      policy: {
        name: `trust policy of role ${known.role.name}`,
        level: 'AssumeRolePolicy',
        resource: arn,
        ownerAccountId: accountId,
        policy: known.trust,
      },
      tags: valuesOf(tagged?.tags ?? []),
    };
  }
}

/** Without one of its own a key or a secret leaves everything to the policies of its account. */
function policyOf(kind: 'key' | 'secret', accountId: string, text: string | undefined, resource: string) {
  return text === undefined ? undefined : { ...resourcePolicy(kind, accountId, text), resource };
}

const valuesOf = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));
