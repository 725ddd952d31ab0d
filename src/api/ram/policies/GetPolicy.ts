import { boolean, integer, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedPolicy, policyResource } from '../addressed.js';
import { ram } from '../product.js';
import { policyErrors } from './errors.js';
import { policyName, policyType } from './fields.js';
import {
  createDate,
  exampleDocument,
  examplePolicy,
  policyAnswer,
  policyDates,
  policyMembers,
  updateDate,
  versionId,
} from './policy-answer.js';

export default ram.operation({
  action: 'GetPolicy',
  summary: 'Shows a policy and the document of its default version.',
  description: 'The document is in DefaultPolicyVersion. Everybody with the permission can read system policies too.',

  ram: { action: 'ram:GetPolicy', access: 'get', resource: policyResource },

  request: { PolicyName: policyName, PolicyType: policyType },
  response: {
    Policy: object(
      {
        ...policyMembers,
        CreateDate: createDate,
        UpdateDate: updateDate,
        AttachmentCount: integer({ required: true, about: 'How often it is attached in the account.', example: 1 }),
        PolicyDocument: string({
          required: true,
          about: 'Always `N/A`: the document is in DefaultPolicyVersion.',
          example: 'N/A',
        }),
      },
      { required: true, about: 'The policy.' },
    ),
    DefaultPolicyVersion: object(
      {
        VersionId: string({ required: true, about: 'The version.', example: 'v1' }),
        IsDefaultVersion: boolean({ required: true, about: 'Always true here.', example: true }),
        PolicyDocument: string({ required: true, about: 'The document as it was given.', example: exampleDocument }),
        CreateDate: string({ required: true, about: 'When the version was made.', example: '2026-01-23T12:33:18Z' }),
      },
      { required: true, about: 'The version that counts.' },
    ),
  },
  errors: policyErrors('EntityNotExist.Policy'),
  examples: [
    {
      title: 'A custom policy',
      request: { PolicyName: 'Read-Certificates', PolicyType: 'Custom' },
      response: {
        Policy: {
          ...examplePolicy,
          CreateDate: '2026-01-23T12:33:18Z',
          UpdateDate: '2026-01-23T12:33:18Z',
          AttachmentCount: 1,
          PolicyDocument: 'N/A',
        },
        DefaultPolicyVersion: {
          VersionId: 'v1',
          IsDefaultVersion: true,
          PolicyDocument: exampleDocument,
          CreateDate: '2026-01-23T12:33:18Z',
        },
      },
    },
  ],
  seeAlso: ['ListPolicies', 'ListEntitiesForPolicy'],
  differences: [
    'System policies are those that concern the products of this server. They all bear the date 2015-05-01, and of their versions only the default one is here.',
  ],

  resolve: ({ PolicyType, PolicyName }, call) => addressedPolicy(PolicyType, PolicyName, call),

  async handle({ PolicyType, PolicyName }, { accountId, policies }) {
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    const { version, document, createdAt } = await policies.defaultDocument(policy);
    return {
      Policy: {
        ...policyAnswer(policy),
        ...policyDates(policy),
        AttachmentCount: await policies.countAttachments(accountId, policy),
        PolicyDocument: 'N/A',
      },
      DefaultPolicyVersion: {
        VersionId: versionId(version),
        IsDefaultVersion: true,
        PolicyDocument: document,
        CreateDate: utcTime(createdAt),
      },
    };
  },
});
