import { object, secret, string } from '../../spec/field.js';
import { utcTime } from '../../text/utc-time.js';
import { findRole, namedRole, trustOf } from './addressed-role.js';
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
} from './session-fields.js';

const required = true;

export default sts.operation({
  action: 'AssumeRoleWithOIDC',
  summary: 'Begins a session of a role for somebody whom an OpenID Connect provider of the account vouches for.',
  description: `
    For jobs that have a token of their platform and no AccessKey: of a CI system, or of a Kubernetes service account. The request is not signed. The token
    has to be signed by the provider (RS256, RS384, RS512, ES256 or ES384), be for one of its client ids, and not have expired. The trust policy of the role decides
    alone: it names the provider as \`Federated\`, and should have conditions on \`oidc:iss\`, \`oidc:aud\` and \`oidc:sub\`, since an issuer may have many customers.
    Providers are made with CreateOIDCProvider of IMS, or by the administrator with \`chancery oidc-provider add\`.`,

  ram: {
    action: 'sts:AssumeRole',
    access: 'create',
    resource: 'acs:ram:*:{roleOwner}:role/{roleName}',
    conditionKeys: ['oidc:iss', 'oidc:aud', 'oidc:sub'],
  },
  qps: 100,
  identityToken: {
    provider: 'OIDCProviderArn',
    token: 'OIDCToken',
    invalid: 'AuthenticationFail.OIDCToken.Invalid',
    expired: 'AuthenticationFail.OIDCToken.Expired',
    denied: 'AuthenticationFail.NoPermission',
  },

  request: {
    OIDCProviderArn: string({
      required,
      maxLength: 256,
      pattern: /acs:ram::[0-9]{1,20}:oidc-provider\/[A-Za-z0-9._-]{1,128}/,
      about: 'The ARN of the provider.',
      example: 'acs:ram::1000000000000001:oidc-provider/ci',
    }),
    RoleArn: roleArn,
    OIDCToken: secret({
      required,
      minLength: 4,
      maxLength: 20_000,
      about: 'The token, in compact form.',
      example: 'eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL2NpLmV4YW1wbGUuY29tIn0.c2lnbmF0dXJl',
    }),
    RoleSessionName: roleSessionName,
    DurationSeconds: durationSeconds,
    Policy: sessionPolicy,
  },
  response: {
    AssumedRoleUser: assumedRoleUser,
    Credentials: credentials,
    SourceIdentity: string({
      about: 'The source identity of the session. One that begins with a token has none.',
      example: 'alice@example.com',
    }),
    OIDCTokenInfo: object(
      {
        Subject: string({
          required,
          about: 'Whom the token is about (`sub`).',
          example: 'repo:example/shop:ref:refs/heads/main',
        }),
        Issuer: string({ required, about: 'Who issued it (`iss`).', example: 'https://ci.example.com' }),
        ClientIds: string({ required, about: 'Whom it is for (`aud`), separated by commas.', example: 'chancery' }),
        IssuanceTime: string({ required, about: 'When it was issued (`iat`).', example: '2026-01-23T12:30:00Z' }),
        ExpirationTime: string({ required, about: 'When it expires (`exp`).', example: '2026-01-23T12:40:00Z' }),
        VerificationInfo: string({ required, about: 'Always `Success`.', example: 'Success' }),
      },
      { required, about: 'What the token says.' },
    ),
  },
  errors: {
    'AuthenticationFail.OIDCToken.Invalid': {
      status: 401,
      message: 'This OIDC token is invalid. {reason}',
      advice:
        'Send a token of the provider as it was issued. The log of the server says why the keys of a provider could not be had.',
    },
    'AuthenticationFail.OIDCToken.Expired': {
      status: 401,
      message: 'This OIDC token has expired. {reason}',
      advice: 'Get a new token of the platform.',
    },
    'AuthenticationFail.NoPermission': {
      status: 403,
      message: 'The role is not there, or its trust policy does not let this token assume it.',
      advice: 'Name the provider in the trust policy of the role (`Federated`), with conditions that the token meets.',
    },
    ...sessionErrors,
  },
  examples: [
    {
      title: 'A job of a CI system',
      request: {
        OIDCProviderArn: 'acs:ram::1000000000000001:oidc-provider/ci',
        RoleArn: 'acs:ram::1000000000000001:role/deploy',
        OIDCToken: 'eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL2NpLmV4YW1wbGUuY29tIn0.c2lnbmF0dXJl',
        RoleSessionName: 'ci-4711',
      },
      response: {
        ...exampleSession,
        OIDCTokenInfo: {
          Subject: 'repo:example/shop:ref:refs/heads/main',
          Issuer: 'https://ci.example.com',
          ClientIds: 'chancery',
          IssuanceTime: '2026-01-23T12:30:00Z',
          ExpirationTime: '2026-01-23T12:40:00Z',
          VerificationInfo: 'Success',
        },
      },
    },
  ],
  seeAlso: ['AssumeRole', 'GetCallerIdentity'],

  async resolve({ RoleArn }, { accountId, principal: { vouchedBy }, knownRoles }) {
    const named = namedRole(RoleArn);
    return {
      placeholders: { roleOwner: named.owner, roleName: named.name },
      policy: trustOf(await findRole(RoleArn, knownRoles), named, accountId),
      ...(vouchedBy && {
        ownKeys: { 'oidc:iss': vouchedBy.issuer, 'oidc:aud': vouchedBy.audiences, 'oidc:sub': vouchedBy.subject },
      }),
    };
  },

  async handle(input, { principal: { arn, vouchedBy }, knownRoles, sessions, now, fail }) {
    const { RoleArn, RoleSessionName, DurationSeconds, Policy } = input;
    const known = await findRole(RoleArn, knownRoles);
    // Gone since its trust policy was asked.
    if (!known || !vouchedBy) throw fail('AuthenticationFail.NoPermission');
    const asked = {
      role: known.role,
      name: RoleSessionName,
      seconds: DurationSeconds,
      assumedBy: arn,
      sourceIdentity: undefined,
      policy: Policy,
    };
    return {
      ...(await beginSession(asked, { sessions, now, fail })),
      OIDCTokenInfo: {
        Subject: vouchedBy.subject,
        Issuer: vouchedBy.issuer,
        ClientIds: vouchedBy.audiences.join(),
        IssuanceTime: utcTime(vouchedBy.issuedAt),
        ExpirationTime: utcTime(vouchedBy.expiresAt),
        VerificationInfo: 'Success',
      },
    };
  },
});
