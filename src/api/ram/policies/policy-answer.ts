/** Policies as RAM answers them. */
import type { ManagedPolicy } from '../../../identity/policies/managed-policy.js';
import { string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';

const required = true;

/** The members that every answer about a policy has. */
export const policyMembers = {
  PolicyName: string({ required, about: 'The name, in the case it was given in.', example: 'Read-Certificates' }),
  PolicyType: string({ required, about: '`System` or `Custom`.', example: 'Custom' }),
  Description: string({
    required,
    about: 'What the policy is for.',
    example: 'Look at certificates without taking their keys',
  }),
  DefaultVersion: string({ required, about: 'The version that counts.', example: 'v1' }),
} as const;

export const createDate = string({ required, about: 'When it was made.', example: '2026-01-23T12:33:18Z' });
export const updateDate = string({ required, about: 'When it was last changed.', example: '2026-02-11T03:15:21Z' });
export const attachDate = string({
  required,
  about: 'When it was attached; the first time, if it is attached with several scopes.',
  example: '2026-02-12T07:02:13Z',
});

export function policyAnswer(policy: Pick<ManagedPolicy, 'name' | 'type' | 'description' | 'defaultVersion'>) {
  return {
    PolicyName: policy.name,
    PolicyType: policy.type,
    Description: policy.description,
    DefaultVersion: versionId(policy.defaultVersion),
  };
}

export function policyDates(policy: ManagedPolicy) {
  return { CreateDate: utcTime(policy.createdAt), UpdateDate: utcTime(policy.updatedAt) };
}

export function versionId(version: number): string {
  return `v${version}`;
}

/** The same policy as an example of all the pages. */
export const examplePolicy = {
  PolicyName: 'Read-Certificates',
  PolicyType: 'Custom',
  Description: 'Look at certificates without taking their keys',
  DefaultVersion: 'v1',
} as const;

export const exampleDocument =
  '{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-cert:DescribeClientCertificate","Resource":"*"}]}';
