/** Parameters about roles, with the limits of wire/ram-sts.md section 10. */
import { integer, string } from '../../../spec/field.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';
import { exampleTrustPolicy } from './role-answer.js';

const roleNameText = {
  required: true,
  maxLength: 64,
  pattern: /[A-Za-z0-9.-]+/,
  about: 'The name of the role: letters, digits, periods and hyphens. Found in any case.',
  example: 'deploy',
} as const;

export const roleName = string({ names: 'ram.role', ...roleNameText });

/** Of a role that is made. */
export const freeRoleName = string(roleNameText);

export const roleDescription = string({
  maxLength: 1024,
  pattern: FREE_TEXT,
  about: 'What the role is for. Empty: nothing is said.',
  example: 'Deployments',
});

const trustPolicyText = {
  maxLength: 6144,
  about:
    'The trust policy in JSON: who may assume the role. A user or role of this account that it names has to be there.',
  example: exampleTrustPolicy,
} as const;

export const trustPolicy = string({ required: true, ...trustPolicyText });
export const newTrustPolicy = string({ minLength: 1, ...trustPolicyText });

const sessionSeconds = {
  minimum: 3600,
  maximum: 43_200,
  unit: 'seconds',
  about: 'The longest that a session of the role may last.',
  example: 3600,
} as const;

export const maxSessionDuration = integer({ ...sessionSeconds, default: 3600 });
export const newMaxSessionDuration = integer(sessionSeconds);
