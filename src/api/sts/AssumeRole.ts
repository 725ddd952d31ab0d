import { string } from '../../spec/field.js';
import { addressedRoleTags, findRole, namedRole, trustOf } from './addressed-role.js';
import { beginSession } from './begin-session.js';
import { sts } from './product.js';
import { sessionErrors } from './session-errors.js';
import {
  assumedRoleUser,
  credentials,
  durationSeconds,
  exampleSession,
  roleArn,
  roleSessionName,
  sessionPolicy,
  sourceIdentityAnswer,
} from './session-fields.js';

/** What a session that assumes a role gets at most (wire/ram-sts.md section 12.1). */
const CHAINED_SECONDS = 3600;

export default sts.operation({
  action: 'AssumeRole',
  summary: 'Begins a session of a role: answers a temporary AccessKey that may do what the role may.',
  description: `
    Two have to allow it: a policy of the caller (\`sts:AssumeRole\` on the role) and the trust policy of the role, also within one account. Users
    may call it, and sessions of other roles; root keys may not. Sign with the temporary key, and send the SecurityToken with every request. Each call
    gives a new key, and the earlier ones stay good until they end. Whoever deletes the role ends all of its sessions at once, and a change of its
    policies counts for their next call. Permissions can be narrowed for this session with \`Policy\`.`,

  ram: {
    action: 'sts:AssumeRole',
    access: 'create',
    resource: 'acs:ram:*:{roleOwner}:role/{roleName}',
    conditionKeys: ['sts:ExternalId', 'sts:SourceIdentity', 'acs:ResourceTag'],
  },
  qps: 100,

  request: {
    RoleArn: roleArn,
    RoleSessionName: roleSessionName,
    DurationSeconds: durationSeconds,
    Policy: sessionPolicy,
    ExternalId: string({
      minLength: 2,
      maxLength: 1224,
      pattern: /[A-Za-z0-9_+=,.@:/-]+/,
      about: 'What the owner of the role told you to send, for a condition on `sts:ExternalId` of its trust policy.',
      example: 'tenant-42',
    }),
    SourceIdentity: string({
      minLength: 2,
      maxLength: 64,
      pattern: /[A-Za-z0-9=,.@_-]+/,
      about:
        'Who is behind the session: the audit log has it with each of its calls. A session keeps it when it assumes a further role, and cannot change it.',
      example: 'alice@example.com',
    }),
  },
  response: {
    AssumedRoleUser: assumedRoleUser,
    Credentials: credentials,
    SourceIdentity: sourceIdentityAnswer,
  },
  errors: {
    'EntityNotExist.Role': {
      status: 404,
      message: 'The specified Role not exists .',
      advice:
        'Name a role that there is. A role of another account that does not trust you is refused with NoPermission, as if it were there.',
    },
    'InvalidParameter.SourceIdentity': {
      status: 400,
      message: 'The parameter SourceIdentity is wrongly formed. The session has another one, which it cannot change.',
      advice: 'Leave it out: the new session has that of the one that assumes the role.',
    },
    NoPermission: {
      status: 403,
      message: 'Roles may not be assumed by root accounts.',
      advice: 'Sign with the AccessKey of a RAM user.',
    },
    ...sessionErrors,
  },
  examples: [
    {
      title: 'A session of an hour',
      request: { RoleArn: 'acs:ram::1000000000000001:role/deploy', RoleSessionName: 'ci-4711' },
      response: exampleSession,
    },
  ],
  seeAlso: ['GetCallerIdentity'],

  async resolve({ RoleArn, ExternalId, SourceIdentity }, { accountId, principal, knownRoles, tagging }) {
    const named = namedRole(RoleArn);
    const known = await findRole(RoleArn, knownRoles);
    const sourceIdentity = principal.session?.sourceIdentity ?? SourceIdentity;
    return {
      placeholders: { roleOwner: named.owner, roleName: named.name },
      resourceTags: known && (await addressedRoleTags(known.role, tagging)),
      policy: trustOf(known, named, accountId),
      ownKeys: {
        ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
        ...(sourceIdentity !== undefined && { 'sts:SourceIdentity': sourceIdentity }),
      },
    };
  },

  async handle(input, { principal, knownRoles, sessions, now, fail }) {
    const { RoleArn, RoleSessionName, DurationSeconds, Policy, SourceIdentity } = input;
    const known = await findRole(RoleArn, knownRoles);
    if (!known) throw fail('EntityNotExist.Role');
    const kept = principal.session?.sourceIdentity;
    if (kept !== undefined && SourceIdentity !== undefined && SourceIdentity !== kept) {
      throw fail('InvalidParameter.SourceIdentity');
    }
    return beginSession(
      {
        role: known.role,
        name: RoleSessionName,
        seconds: DurationSeconds,
        ...(principal.session && { mostSeconds: CHAINED_SECONDS }),
        assumedBy: principal.arn,
        sourceIdentity: kept ?? SourceIdentity,
        policy: Policy,
      },
      { sessions, now, fail },
    );
  },
});
