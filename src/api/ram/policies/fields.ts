/** Parameters about policies, with the limits of wire/ram-sts.md section 10. */
import { oneOf, string } from '../../../spec/field.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';
import { exampleDocument } from './policy-answer.js';

const policyNameRules = { maxLength: 128, pattern: /[A-Za-z0-9-]+/ } as const;

const policyNameText = {
  required: true,
  ...policyNameRules,
  about: 'The name of the policy: letters, digits and hyphens. Found in any case.',
  example: 'Read-Certificates',
} as const;

export const policyName = string({ names: 'ram.policy', ...policyNameText });

/** Of a policy that is made. */
export const freePolicyName = string(policyNameText);

export const policyType = oneOf(['System', 'Custom'], {
  required: true,
  about: '`System`: the policies that are there for everybody. `Custom`: those of the account.',
  example: 'Custom',
});

export const policyDocument = string({
  required: true,
  maxLength: 6144,
  about: 'The policy in JSON.',
  example: exampleDocument,
});

export const policyDescription = string({
  maxLength: 1024,
  pattern: FREE_TEXT,
  about: 'What the policy is for.',
  example: 'Look at certificates without taking their keys',
});

export const resourceGroupId = string({
  minLength: 1,
  maxLength: 64,
  pattern: /[A-Za-z0-9-]+/,
  about:
    'The resource group that the policy is to count for. Without it, or with the id of the account, it counts for the whole account.',
  example: 'rg-acfmxypivk4qzri',
});
