import { TAG_KEY_LENGTH, TAG_VALUE_LENGTH, TAGS_PER_RESOURCE } from '../../../domain/tags.js';
import type { ResourceGroup } from '../../../identity/resource-groups/resource-groups.js';
import { boolean, integer, list, object, oneOf, string } from '../../../spec/field.js';
import { PRINTABLE, PRINTABLE_OR_EMPTY } from '../../../spec/text-rules.js';
import { resourceManager } from '../product.js';

const required = true;
/** As labels may be. */
const id = { minLength: 1, maxLength: 64, pattern: /[A-Za-z0-9_-]+/, example: 'rg-9gLOoKpmsi3' } as const;
const part = { minLength: 1, maxLength: 50, pattern: PRINTABLE } as const;

const tag = object(
  {
    TagKey: string({ required, about: 'The key.', example: 'owner' }),
    TagValue: string({ required, about: 'The value.', example: 'alice' }),
  },
  { about: 'One tag.' },
);

const resourceGroup = object(
  {
    Id: string({ required, about: 'What parameters called ResourceGroupId take.', example: id.example }),
    Name: string({ required, about: 'Its id, or default for the default group.', example: id.example }),
    DisplayName: string({ required, about: 'Its id, or default resource group.', example: id.example }),
    AccountId: string({ required, about: 'The account.', example: '1000000000000001' }),
    Status: string({ required, about: 'Always OK.', example: 'OK' }),
    Tags: object(
      { Tag: list(tag, { required, about: 'Always empty.' }) },
      { about: 'Only where IncludeTags is true.' },
    ),
  },
  { about: 'One group.' },
);

export default resourceManager.operation({
  action: 'ListResourceGroups',
  summary: 'Lists the resource groups of the account: its default group, and every label in use.',
  description: `
    Resource groups are labels here: a group is there as soon as a certificate, an authority or an attached policy names it, and no longer than one does.
    All parameters that are given have to fit. The default group comes first, then the labels in their order.`,

  ram: { action: 'ram:ListResourceGroups', access: 'list', resource: 'acs:ram:*:{account}:resourcegroup/*' },

  request: {
    Status: oneOf(['OK', 'Creating', 'PendingDelete', 'Deleting', 'Deleted'], {
      about: 'Only groups in this state. All are OK.',
      example: 'OK',
    }),
    ResourceGroupId: string({
      ...id,
      about: 'Only this group. Does not count where ResourceGroupIds is given.',
    }),
    ResourceGroupIds: list(string({ ...id, about: 'A group.' }), {
      maxItems: 100,
      about: 'Only these groups, up to 100.',
    }),
    Name: string({ ...part, about: 'Only groups with this in their name, letter for letter.', example: 'project' }),
    DisplayName: string({ ...part, about: 'Only groups with this in their display name.', example: 'project' }),
    Tag: list(
      object(
        {
          Key: string({ required, maxLength: TAG_KEY_LENGTH, pattern: PRINTABLE, about: 'The key.', example: 'owner' }),
          Value: string({
            maxLength: TAG_VALUE_LENGTH,
            pattern: PRINTABLE_OR_EMPTY,
            about: 'Its value.',
            example: 'alice',
          }),
        },
        { about: 'One tag.' },
      ),
      { maxItems: TAGS_PER_RESOURCE, about: 'Only groups with these tags. No group has tags.' },
    ),
    IncludeTags: boolean({ about: 'Whether the answer has Tags. Default: false.', example: false }),
    PageNumber: integer({ minimum: 1, maximum: 2 ** 31 - 1, default: 1, about: 'The page to return.', example: 1 }),
    PageSize: integer({ minimum: 1, maximum: 100, default: 10, about: 'How many groups a page has.', example: 10 }),
  },
  response: {
    ResourceGroups: object(
      { ResourceGroup: list(resourceGroup, { required, about: 'The groups.' }) },
      { required, about: 'The groups of this page.' },
    ),
    PageNumber: integer({ required, about: 'The page.', example: 1 }),
    PageSize: integer({ required, about: 'How many groups a page has.', example: 10 }),
    TotalCount: integer({ required, about: 'How many groups there are on all pages.', example: 1 }),
  },
  errors: {},
  examples: [
    {
      title: 'One of two groups',
      request: { Status: 'OK', ResourceGroupIds: ['rg-9gLOoKpmsi3'] },
      response: {
        ResourceGroups: {
          ResourceGroup: [
            {
              Id: 'rg-9gLOoKpmsi3',
              Name: 'rg-9gLOoKpmsi3',
              DisplayName: 'rg-9gLOoKpmsi3',
              AccountId: '1000000000000001',
              Status: 'OK',
            },
          ],
        },
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
      },
    },
  ],
  differences: [
    'Groups cannot be made, named, tagged or deleted: they are the labels in use. So none has a CreateDate, a state other than OK, or tags.',
  ],

  async handle(input, { accountId, resourceGroups }) {
    const { Status, ResourceGroupId, ResourceGroupIds, Name, DisplayName, Tag, IncludeTags, PageNumber, PageSize } =
      input;
    const isNone = (Status !== undefined && Status !== 'OK') || (Tag !== undefined && Tag.length > 0);
    const ids = ResourceGroupIds ?? (ResourceGroupId === undefined ? undefined : [ResourceGroupId]);
    const wanted = { ids, inName: Name, inDisplayName: DisplayName };
    const page = { number: PageNumber, size: PageSize };
    const { items, total } = isNone ? { items: [], total: 0 } : await resourceGroups.list(accountId, wanted, page);
    return {
      ResourceGroups: { ResourceGroup: items.map(group => answer(accountId, group, IncludeTags === true)) },
      PageNumber,
      PageSize,
      TotalCount: total,
    };
  },
});

const answer = (AccountId: string, { id: Id, name, displayName }: ResourceGroup, includesTags: boolean) => ({
  Id,
  Name: name,
  DisplayName: displayName,
  AccountId,
  Status: 'OK',
  ...(includesTags && { Tags: { Tag: [] } }),
});
