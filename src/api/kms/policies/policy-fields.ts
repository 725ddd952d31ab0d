/** Policies of keys and secrets in requests and answers (wire/kms.md section 12). */
import { faultOfPolicy, LONGEST_POLICY_BYTES, usualPolicy } from '../../../kms/policies/resource-policies.js';
import type { ApiError } from '../../../spec/errors.js';
import { string } from '../../../spec/field.js';
import { FREE_TEXT, VISIBLE_ASCII } from '../../../spec/text-rules.js';

const text = { minLength: 1, maxBytes: LONGEST_POLICY_BYTES, pattern: FREE_TEXT } as const;

export const examplePolicy = usualPolicy('key', '1000000000000001');
export const exampleSecretPolicy = usualPolicy('secret', '1000000000000001');

/** Of something that is made. */
export const newPolicy = (kind: 'key' | 'secret') =>
  string({
    ...text,
    about: `A policy of the ${kind} itself, as JSON. Default: everybody in the account, as far as RAM allows it.`,
    example: kind === 'key' ? examplePolicy : exampleSecretPolicy,
  });

/** Of something that is there. */
export const otherPolicy = (kind: 'key' | 'secret') =>
  string({
    ...text,
    required: true,
    about: `The policy, as JSON of up to ${LONGEST_POLICY_BYTES} bytes. It takes the place of the one before.`,
    example: kind === 'key' ? examplePolicy : exampleSecretPolicy,
  });

export const policyName = string({
  maxLength: 128,
  pattern: VISIBLE_ASCII,
  about: 'The name of the policy: `default`, which is also what an absent one means.',
  example: 'default',
});

export const shownPolicy = (kind: 'key' | 'secret') =>
  string({
    required: true,
    about: 'The policy, as JSON: the text that was given, or the usual one.',
    example: kind === 'key' ? examplePolicy : exampleSecretPolicy,
  });

export const policyNotFound = {
  'Forbidden.ResourceNotFound': {
    status: 404,
    message: 'Policy not found.',
    cause: 'A key has one policy, and its name is `default`.',
    advice: 'Leave `PolicyName` out.',
  },
} as const;

/** What a policy says, for the pages of the operations that take one. */
export const ABOUT_POLICIES = `
    A statement names who (\`Principal\`: \`{"RAM":[…]}\` with accounts, \`acs:ram::<account>:*\` or \`:root\`, users, \`acs:ram::<account>:user/<name>\`, and roles, \`acs:ram::<account>:role/<name>\`), what
    (\`Action\`: \`kms:…\`, wildcards too), and \`"Resource":["*"]\`; \`Condition\` is as in RAM policies. Somebody of the own account is allowed what this policy or RAM allows, and neither denies; a user or role that
    is named needs nothing of RAM, and a whole account does. Somebody of another account needs both. The account itself may always do everything.`;

/** The document, checked. Refused with `InvalidParameter` and the first fault. */
export function checkedPolicy<Text extends string | undefined>(
  given: Text,
  fail: (code: 'InvalidParameter', values: Readonly<Record<string, string>>) => ApiError,
): Text {
  const fault = given === undefined ? undefined : faultOfPolicy(given);
  if (fault !== undefined) throw fail('InvalidParameter', { P: 'Policy', Rule: `is no policy: ${fault}` });
  return given;
}

export const isUsualName = (name: string | undefined): boolean => name === undefined || name === 'default';
