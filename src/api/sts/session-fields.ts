/** Parameters and answers that every way to assume a role has: wire/ram-sts.md section 12. */
import { integer, object, secret, string } from '../../spec/field.js';
import { inWords } from '../../spec/worded-pattern.js';

const required = true;

export const roleArn = string({
  required,
  maxLength: 128,
  pattern: inWords(/acs:ram::[0-9]{1,20}:role\/[A-Za-z0-9.-]{1,64}/, 'acs:ram::<account>:role/<name>'),
  names: 'ram.role',
  about: 'The ARN of the role, of this or of another account.',
  example: 'acs:ram::1000000000000001:role/deploy',
});

export const roleSessionName = string({
  required,
  minLength: 2,
  maxLength: 64,
  pattern: /[A-Za-z0-9.@_-]+/,
  about: 'What the session is called, in its ARN and in the audit log: 2 to 64 letters, digits, and `.@_-`.',
  example: 'ci-4711',
});

export const durationSeconds = integer({
  minimum: 900,
  maximum: 43_200,
  default: 3600,
  unit: 'seconds',
  about:
    'How long the session lasts. At most what the role allows (`MaxSessionDuration`), and 3,600 for a session that assumes a role.',
  example: 3600,
});

/** How long it may be is checked by the operation, which has an error for it. */
export const sessionPolicy = string({
  about:
    'A policy in JSON, of at most 2,048 bytes. The session may do what both this and the policies of the role allow.',
  example: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}',
});

export const sourceIdentityAnswer = string({
  about: 'The source identity of the session, if it has one.',
  example: 'alice@example.com',
});

export const assumedRoleUser = object(
  {
    Arn: string({
      required,
      about: 'The ARN of the session.',
      example: 'acs:ram::1000000000000001:role/deploy/ci-4711',
    }),
    AssumedRoleId: string({ required, about: '`<role id>:<session>`.', example: '344584339364951186:ci-4711' }),
  },
  { required, about: 'Whom the session acts as.' },
);

export const credentials = object(
  {
    AccessKeyId: string({
      required,
      about: 'The temporary AccessKey, which begins with `STS.`.',
      example: 'STS.6fWm3oQ1xVtJz8YbK2cRnPdA',
    }),
    AccessKeySecret: secret({
      required,
      about: 'Its secret. No other answer has it.',
      example: 'b7Kq2XzT9mWv4NcR1sLd8PfJ6hGy3QaE5uBn0iMoCtVx',
    }),
    SecurityToken: secret({
      required,
      about: 'The token to send with every request that is signed with the key. Do not assume a greatest length.',
      example: 'AQAAAAEASGQ3VxJ0b2tlbi1vZi1hLXNlc3Npb24',
    }),
    Expiration: string({
      required,
      about: 'When the session ends.',
      example: '2026-01-23T13:33:18Z',
    }),
  },
  { required, about: 'What to sign with.' },
);

/** The same session as an example of all the pages. */
export const exampleSession = {
  AssumedRoleUser: {
    Arn: 'acs:ram::1000000000000001:role/deploy/ci-4711',
    AssumedRoleId: '344584339364951186:ci-4711',
  },
  Credentials: {
    AccessKeyId: 'STS.6fWm3oQ1xVtJz8YbK2cRnPdA',
    AccessKeySecret: 'b7Kq2XzT9mWv4NcR1sLd8PfJ6hGy3QaE5uBn0iMoCtVx',
    SecurityToken: 'AQAAAAEASGQ3VxJ0b2tlbi1vZi1hLXNlc3Npb24',
    Expiration: '2026-01-23T13:33:18Z',
  },
} as const;
