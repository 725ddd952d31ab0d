import { GENERIC } from '../../../kms/secrets/secret.js';
import { boolean, list, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { pageAnswer, pageOf, pageResponse, SHORT_PAGE_SIZE, shortPageRequest } from '../paging.js';
import { kms } from '../product.js';
import { EXAMPLE_SECRET } from './named-secret.js';
import { EXAMPLE_TIME, plannedDeleteTime, shownName, shownTags, shownType, tagsAnswer } from './secret-fields.js';
import { secretFilter, secretFilters } from './secret-filters.js';

export default kms.operation({
  action: 'ListSecrets',
  summary: 'Lists the secrets of the account, newest first, also those whose deletion is planned.',

  ram: { action: 'kms:ListSecrets', access: 'list', resource: 'acs:kms:{region}:{account}:secret' },

  request: {
    ...shortPageRequest,
    FetchTags: boolean({ default: false, about: 'Whether their tags are shown too.', example: true }),
    Filters: secretFilters,
  },
  response: {
    ...pageResponse,
    SecretList: object(
      {
        Secret: list(
          object(
            {
              SecretName: shownName,
              SecretType: shownType,
              CreateTime: string({ required: true, about: 'When it was made, UTC.', example: EXAMPLE_TIME }),
              UpdateTime: string({ required: true, about: 'When it was last changed, UTC.', example: EXAMPLE_TIME }),
              PlannedDeleteTime: plannedDeleteTime,
              OwingService: string({ about: 'Never answered: the service has no secrets of its own.', example: 'rds' }),
              Tags: shownTags,
            },
            {},
          ),
          { required: true, about: 'The secrets of the page.' },
        ),
      },
      { required: true, about: 'The secrets of the page.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'A secret by its name',
      request: { Filters: '[{"Key":"SecretName","Values":["secret001"]}]' },
      response: {
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
        SecretList: {
          Secret: [
            { SecretName: EXAMPLE_SECRET, SecretType: GENERIC, CreateTime: EXAMPLE_TIME, UpdateTime: EXAMPLE_TIME },
          ],
        },
      },
    },
  ],
  seeAlso: ['DescribeSecret'],
  differences: [
    'The vendor does not say how names and descriptions are compared: names whole, descriptions by a part, in their case.',
    'TagKey and TagValue together ask for secrets with a tag that has both.',
  ],

  async handle({ FetchTags, Filters, ...input }, { accountId, now, secrets }) {
    const page = pageOf(input, SHORT_PAGE_SIZE);
    const found = await secrets.list(accountId, secretFilter(Filters, accountId), page, now);
    const names = found.items.map(({ name }) => name);
    const tags = FetchTags ? await secrets.findTagsOfEach(accountId, names) : undefined;
    return {
      ...pageAnswer(page, found),
      SecretList: {
        Secret: found.items.map(({ name, type, createdAt, updatedAt, deleteAt }) => ({
          SecretName: name,
          SecretType: type,
          CreateTime: utcTime(createdAt),
          UpdateTime: utcTime(updatedAt),
          ...(deleteAt && { PlannedDeleteTime: utcTime(deleteAt) }),
          ...(tags && { Tags: tagsAnswer(tags.get(name) ?? []) }),
        })),
      },
    };
  },
});
