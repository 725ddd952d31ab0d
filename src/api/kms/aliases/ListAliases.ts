import { pageAnswer, pageOf, pageResponse, SHORT_PAGE_SIZE, shortPageRequest } from '../paging.js';
import { kms } from '../product.js';
import { aliasPage, exampleAlias, shownAlias } from './fields.js';

export default kms.operation({
  action: 'ListAliases',
  summary: 'Lists the aliases of the account, newest first.',

  ram: { action: 'kms:ListAliases', access: 'list', resource: 'acs:kms:{region}:{account}:alias' },

  request: shortPageRequest,
  response: { ...pageResponse, ...aliasPage },
  errors: {},
  examples: [
    {
      title: 'The first page',
      request: { PageNumber: 1, PageSize: 10 },
      response: { PageNumber: 1, PageSize: 10, TotalCount: 1, Aliases: { Alias: [exampleAlias] } },
    },
  ],
  seeAlso: ['ListAliasesByKeyId'],

  async handle(input, { accountId, region, aliases }) {
    const page = pageOf(input, SHORT_PAGE_SIZE);
    const found = await aliases.list(accountId, page);
    return {
      ...pageAnswer(page, found),
      Aliases: { Alias: found.items.map(alias => shownAlias(alias, region, accountId)) },
    };
  },
});
