import { aliasUnsupported, keyNotFound } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { pageAnswer, pageOf, pageResponse, SHORT_PAGE_SIZE, shortPageRequest } from '../paging.js';
import { kms } from '../product.js';
import { aliasPage, exampleAlias, shownAlias } from './fields.js';

export default kms.operation({
  action: 'ListAliasesByKeyId',
  summary: 'Lists the aliases of a key, newest first.',

  ram: keyPermission('ListAliasesByKeyId', 'list'),

  request: { KeyId: plainKeyId, ...shortPageRequest },
  response: { ...pageResponse, ...aliasPage },
  errors: { ...keyNotFound, ...aliasUnsupported },
  examples: [
    {
      title: 'A key with one alias',
      request: { KeyId: EXAMPLE_KEY_ID },
      response: { PageNumber: 1, PageSize: 10, TotalCount: 1, Aliases: { Alias: [exampleAlias] } },
    },
  ],
  seeAlso: ['ListAliases'],
  resolve: resolveKey,

  async handle({ KeyId, ...input }, call) {
    const key = await plainlyNamedKey('be-shown', KeyId, call);
    const page = pageOf(input, SHORT_PAGE_SIZE);
    const found = await call.aliases.listOfKey(key, page);
    return {
      ...pageAnswer(page, found),
      Aliases: { Alias: found.items.map(alias => shownAlias(alias, call.region, call.accountId)) },
    };
  },
});
