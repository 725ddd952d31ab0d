import type { PolicyPlace } from '../../../identity/policies/policy-lists.js';
import { integer, list, object, oneOf, string } from '../../../spec/field.js';
import { markerAnswer, markerErrors, markerPart, markerRequest, markerResponse } from '../paging.js';
import { ram } from '../product.js';
import { tagFilter, wantedTags } from '../tags/fields.js';
import { createDate, examplePolicy, policyAnswer, policyDates, policyMembers, updateDate } from './policy-answer.js';

export default ram.operation({
  action: 'ListPolicies',
  summary: 'Lists policies: system policies first, then those of the account, each in the order of their names.',
  description: `
    While IsTruncated is true, call again with the Marker of the answer, and the same PolicyType and Tag, to get the next page.
    System policies have no tags, so a list that asks for a tag has none of them.`,

  ram: { action: 'ram:ListPolicies', access: 'list', resource: 'acs:ram:*:{account}:policy/*' },

  request: {
    PolicyType: oneOf(['System', 'Custom'], { about: 'Only policies of this type.', example: 'Custom' }),
    Tag: tagFilter,
    ...markerRequest,
  },
  response: {
    ...markerResponse,
    Policies: object(
      {
        Policy: list(
          object(
            {
              ...policyMembers,
              CreateDate: createDate,
              UpdateDate: updateDate,
              AttachmentCount: integer({ required: true, about: 'How often it is attached.', example: 1 }),
              Tags: object(
                {
                  Tag: list(
                    object(
                      {
                        TagKey: string({ required: true, about: 'The key.', example: 'owner' }),
                        TagValue: string({ required: true, about: 'The value.', example: 'alice' }),
                      },
                      { about: 'One tag.' },
                    ),
                    { required: true, about: 'The tags.' },
                  ),
                },
                { required: true, about: 'The tags of the policy.' },
              ),
            },
            { about: 'One policy, without its document.' },
          ),
          { required: true, about: 'The policies.' },
        ),
      },
      { required: true, about: 'The policies of this page.' },
    ),
  },
  errors: markerErrors,
  examples: [
    {
      title: "The account's own policies with a tag",
      request: { PolicyType: 'Custom', Tag: '[{"Key":"owner","Value":"alice"}]' },
      response: {
        IsTruncated: false,
        Policies: {
          Policy: [
            {
              ...examplePolicy,
              CreateDate: '2026-01-23T12:33:18Z',
              UpdateDate: '2026-01-23T12:33:18Z',
              AttachmentCount: 1,
              Tags: { Tag: [{ TagKey: 'owner', TagValue: 'alice' }] },
            },
          ],
        },
      },
    },
  ],
  seeAlso: ['GetPolicy', 'ListPoliciesForUser'],

  async handle(input, { accountId, policyLists, markers }) {
    const { PolicyType, Tag = [] } = input;
    const tags = wantedTags(Tag);
    const filters = { type: PolicyType, tags };
    const marked = { action: 'ListPolicies', accountId, filters };
    const found = await policyLists.list(accountId, filters, await markerPart<PolicyPlace>(input, marked, markers));
    return {
      ...(await markerAnswer(found, marked, markers)),
      Policies: {
        Policy: found.items.map(policy => ({
          ...policyAnswer(policy),
          ...policyDates(policy),
          AttachmentCount: policy.attachmentCount,
          Tags: { Tag: policy.tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) },
        })),
      },
    };
  },
});
