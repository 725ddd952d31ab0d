/**
 * The policies that keys and secrets have of their own (wire/kms.md section 12). They count beside those of RAM (access/evaluate.ts): what is
 * stored here is their text, and nothing for one that was never given another than the usual policy.
 */
import { CompiledPolicies } from '../../access/compiled-policies.js';
import type { ResourcePolicy as AddressedPolicy } from '../../access/evaluate.js';
import { MalformedPolicy } from '../../access/malformed-policy.js';
import { checkNewResourcePolicy } from '../../access/new-policy.js';
import { maxResourcePolicyBytes, parseResourcePolicy } from '../../access/policy-grammar.js';

export const LONGEST_POLICY_BYTES = maxResourcePolicyBytes;
const RAM_CODE = 'kms';

/** What has such a policy. */
export type PolicedKind = 'key' | 'secret';

/** A policy of a thing, whose ARN is said with it when it is asked about. */
export type ResourcePolicy = Omit<AddressedPolicy, 'resource'>;

const compiled = new CompiledPolicies(text => parseResourcePolicy(text, RAM_CODE));

/** @param text a document that was checked when it was stored */
export function resourcePolicy(kind: PolicedKind, ownerAccountId: string, text: string): ResourcePolicy {
  return {
    name: `policy of the ${kind}`,
    level: 'ResourceBasedPolicy',
    ownerAccountId,
    policy: compiled.policyOf(text),
  };
}

/** What a key or a secret has unless it is given another: its whole account, as far as RAM allows it. */
export function usualPolicy(kind: PolicedKind, accountId: string): string {
  return JSON.stringify({
    Version: '1',
    Statement: [
      {
        Sid: `kms default ${kind} policy`,
        Effect: 'Allow',
        Principal: { RAM: [`acs:ram::${accountId}:*`] },
        Action: ['kms:*'],
        Resource: ['*'],
      },
    ],
  });
}

/** What is wrong with a document that is to be stored, with the place; undefined where nothing is. */
export function faultOfPolicy(text: string): string | undefined {
  try {
    checkNewResourcePolicy(text, RAM_CODE);
    return undefined;
  } catch (fault) {
    if (fault instanceof MalformedPolicy) return fault.message;
    throw fault;
  }
}
