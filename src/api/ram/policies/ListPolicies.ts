import type { PolicyPlace } from '../../../identity/policies/policy-lists.js';
import { boolean, integer, list, object, oneOf, string } from '../../../spec/field.js';
import { marker, markerErrors, maxItems } from '../paging.js';
import { ram } from '../product.js';
import { tagFilter } from './fields.js';
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
    Marker: marker,
    MaxItems: maxItems,
  },
  response: {
    IsTruncated: boolean({ required: true, about: 'Whether there are more after these.', example: false }),
    Marker: string({ about: 'Where the next page starts; only if there is one.', example: 'AQAAAAEASFq3J0nT' }),
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

  async handle({ PolicyType, Tag = [], Marker, MaxItems }, { accountId, policyLists, markers }) {
    const tags = Tag.map(({ Key, Value }) => ({ key: Key, value: Value }));
    // The filter is part of what a marker is good for: with another one, its place would mean something else.
    const list = `ListPolicies ${accountId} ${JSON.stringify([PolicyType ?? '', tags])}`;
    const after = Marker === undefined ? undefined : readPlace(await markers.read(list, Marker));
    const { items, more } = await policyLists.list(accountId, { type: PolicyType, tags }, { after, limit: MaxItems });
    const last = items.at(-1);
    return {
      IsTruncated: more,
      ...(more && last && { Marker: await markers.write(list, writePlace(last)) }),
      Policies: {
        Policy: items.map(policy => ({
          ...policyAnswer(policy),
          ...policyDates(policy),
          AttachmentCount: policy.attachmentCount,
          Tags: { Tag: policy.tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) },
        })),
      },
    };
  },
});

function writePlace({ type, name }: PolicyPlace): string {
  return `${type} ${name}`;
}

function readPlace(place: string): PolicyPlace {
  const [type, name = ''] = place.split(' ');
  return { type: type === 'System' ? 'System' : 'Custom', name };
}
