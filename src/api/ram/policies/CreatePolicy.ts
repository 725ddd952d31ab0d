import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { utcTime } from '../../../text/utc-time.js';
import { ram } from '../product.js';
import { tagErrors } from '../tags/errors.js';
import { givenTags, newTags } from '../tags/fields.js';
import { policyErrors } from './errors.js';
import { freePolicyName, policyDescription, policyDocument } from './fields.js';
import { createDate, exampleDocument, examplePolicy, policyAnswer, policyMembers } from './policy-answer.js';

export default ram.operation({
  action: 'CreatePolicy',
  summary: 'Makes a custom policy, whose document becomes its version v1.',
  description: `
    The document is JSON: \`{"Version": "1", "Statement": [{"Effect": "Allow", "Action": …, "Resource": …}]}\`. It is kept as it was
    given, byte for byte. The call is refused, with the place of the fault
    in the message, where the server does not understand the document or a part of it cannot be meant (an ARN with a part too few or with a
    blank, two values for \`Bool\`). Names of products and keys that are not served here are kept. An account has at
    most 1,500 custom policies.`,

  ram: { action: 'ram:CreatePolicy', access: 'create', resource: 'acs:ram:*:{account}:policy/*' },

  request: {
    PolicyName: freePolicyName,
    PolicyDocument: policyDocument,
    Description: policyDescription,
    Tag: newTags,
  },
  requestTags: 'Tag',
  response: {
    Policy: object({ ...policyMembers, CreateDate: createDate }, { required: true, about: 'The new policy.' }),
  },
  errors: {
    ...policyErrors('MalformedPolicyDocument', 'EntityAlreadyExists.Policy', 'LimitExceeded.Policy'),
    ...tagErrors('InvalidParameter.Tag'),
  },
  examples: [
    {
      title: 'Reading certificates',
      request: {
        PolicyName: 'Read-Certificates',
        Description: 'Look at certificates without taking their keys',
        PolicyDocument: exampleDocument,
        Tag: '[{"Key":"owner","Value":"alice"}]',
      },
      response: { Policy: { ...examplePolicy, CreateDate: '2026-01-23T12:33:18Z' } },
    },
  ],
  seeAlso: ['AttachPolicyToUser', 'CreatePolicyVersion', 'GetPolicy', 'DeletePolicy'],

  async handle({ PolicyName, PolicyDocument, Description = '', Tag = [] }, { accountId, now, policies, fail }) {
    const tags = givenTags(Tag, fail);
    const asked = { name: PolicyName, document: PolicyDocument, description: Description, tags };
    const { policy, change } = await policies.create(accountId, asked, now);
    return effect(change, { Policy: { ...policyAnswer(policy), CreateDate: utcTime(policy.createdAt) } });
  },
});
