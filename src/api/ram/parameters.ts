/** Parameters that several RAM operations have in common, with the limits of wire/ram-sts.md section 10. */
import { integer, list, object, oneOf, string } from '../../spec/field.js';
import { FREE_TEXT, PRINTABLE, PRINTABLE_OR_EMPTY } from '../../spec/text-rules.js';

const userNameRules = { maxLength: 64, pattern: /[A-Za-z0-9._-]+/ } as const;
const policyNameRules = { maxLength: 128, pattern: /[A-Za-z0-9-]+/ } as const;

export const userName = string({
  required: true,
  madeBy: ['CreateUser'],
  ...userNameRules,
  about: 'The name of the user: letters, digits, periods, hyphens and underscores. Found in any case.',
  example: 'alice',
});

export const newUserName = string({
  minLength: 1,
  ...userNameRules,
  about: 'The new name: letters, digits, periods, hyphens and underscores.',
  example: 'alice.chen',
});

export const ownUserName = string({
  minLength: 1,
  ...userNameRules,
  about: 'The name of the user. Without it, the operation is about whoever calls it: a user, or the account itself.',
  example: 'alice',
});

export const displayName = string({
  maxLength: 128,
  pattern: PRINTABLE_OR_EMPTY,
  about: 'How the user is shown to people. Empty: none.',
  example: 'Alice Chen',
});

export const email = string({
  maxLength: 128,
  pattern: PRINTABLE_OR_EMPTY,
  about: 'An address to reach the user at. Empty: none.',
  example: 'alice@example.com',
});

export const mobilePhone = string({
  maxLength: 32,
  pattern: PRINTABLE_OR_EMPTY,
  about: 'Country code, hyphen, number. Empty: none.',
  example: '86-18600008888',
});

export const comments = string({
  maxLength: 128,
  pattern: FREE_TEXT,
  about: 'A remark about the user. Empty: none.',
  example: 'Cloud computing engineer',
});

export const userAccessKeyId = string({
  required: true,
  madeBy: ['CreateAccessKey'],
  maxLength: 128,
  pattern: /[A-Za-z0-9._-]+/,
  about: 'The AccessKeyId that the operation is about.',
  example: 'LTAI5tQnKxGDi1rbcXVf7y2S',
});

export const policyName = string({
  required: true,
  madeBy: ['CreatePolicy'],
  ...policyNameRules,
  about: 'The name of the policy: letters, digits and hyphens. Found in any case.',
  example: 'Read-Certificates',
});

export const policyType = oneOf(['System', 'Custom'], {
  required: true,
  about: '`System`: the policies that are there for everybody. `Custom`: those of the account.',
  example: 'Custom',
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

export const marker = string({
  minLength: 1,
  maxLength: 1024,
  about: 'Where to go on: the `Marker` of the page before. Without it, the list starts at its beginning.',
  example: 'AQAAAAEASFq3J0nT',
});

export const maxItems = integer({
  minimum: 1,
  maximum: 1000,
  default: 100,
  about: 'How many entries a page has at most.',
  example: 100,
});

const tagKey = { maxLength: 128, pattern: PRINTABLE, about: 'The key of the tag.', example: 'owner' } as const;
const tagValue = { maxLength: 256, pattern: PRINTABLE_OR_EMPTY, example: 'alice' } as const;

export const newTags = list(
  object(
    {
      Key: string({ required: true, ...tagKey }),
      Value: string({ ...tagValue, about: 'Its value; empty when left out.' }),
    },
    { about: 'One tag.' },
  ),
  { maxItems: 20, sentAs: 'json', about: 'Tags of the policy, each key once.' },
);

export const tagFilter = list(
  object(
    {
      Key: string({ required: true, ...tagKey }),
      Value: string({ ...tagValue, minLength: 1, about: 'Its value; without it, the key alone counts.' }),
    },
    { about: 'One tag.' },
  ),
  { maxItems: 20, sentAs: 'json', about: 'Only policies that have all of these tags.' },
);
