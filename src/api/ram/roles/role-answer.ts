/** Roles as RAM answers them. */
import { roleArn } from '../../../identity/names.js';
import type { Role } from '../../../identity/roles/role.js';
import { integer, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';

const required = true;

export const exampleTrustPolicy =
  '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000001:root"]}}]}';

/** The members that lists show too. */
export const namedRoleMembers = {
  RoleId: string({
    required,
    about: 'The id. A later role of the same name has another.',
    example: '344584339364951186',
  }),
  RoleName: string({ required, about: 'The name, in the case it was given in.', example: 'deploy' }),
  Arn: string({ required, about: 'The ARN.', example: 'acs:ram::1000000000000001:role/deploy' }),
  Description: string({ required, about: 'What the role is for.', example: 'Deployments' }),
  MaxSessionDuration: integer({
    required,
    unit: 'seconds',
    about: 'The longest that a session of the role may last.',
    example: 3600,
  }),
  CreateDate: string({ required, about: 'When the role was made.', example: '2026-01-23T12:33:18Z' }),
} as const;

export const updateDate = string({
  required,
  about: 'When the role was last changed.',
  example: '2026-02-11T03:15:21Z',
});

/** The members that every answer about one role has. */
export const createdRoleMembers = {
  ...namedRoleMembers,
  AssumeRolePolicyDocument: string({
    required,
    about: 'The trust policy as it was given, byte for byte.',
    example: exampleTrustPolicy,
  }),
} as const;

export const roleMembers = { ...createdRoleMembers, UpdateDate: updateDate } as const;

export function namedRoleAnswer(role: Role) {
  return {
    RoleId: role.id,
    RoleName: role.name,
    Arn: roleArn(role.accountId, role.name),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
    CreateDate: utcTime(role.createdAt),
  };
}

export function createdRoleAnswer(role: Role) {
  return { ...namedRoleAnswer(role), AssumeRolePolicyDocument: role.trustPolicy };
}

export function roleAnswer(role: Role) {
  return { ...createdRoleAnswer(role), UpdateDate: utcTime(role.updatedAt) };
}

/** The same role as an example of all the pages. */
export const exampleNamedRole = {
  RoleId: '344584339364951186',
  RoleName: 'deploy',
  Arn: 'acs:ram::1000000000000001:role/deploy',
  Description: 'Deployments',
  MaxSessionDuration: 3600,
  CreateDate: '2026-01-23T12:33:18Z',
} as const;

export const exampleRole = { ...exampleNamedRole, AssumeRolePolicyDocument: exampleTrustPolicy } as const;
