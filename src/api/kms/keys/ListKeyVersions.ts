import { list, object } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageResponse, SHORT_PAGE_SIZE, shortPageRequest } from '../paging.js';
import { kms } from '../product.js';
import { aliasNotFound, keyNotFound } from './errors.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, keyPermission, namedKey, resolveKey } from './named-key.js';
import { exampleVersion, shownVersion, versionMembers } from './version-fields.js';

export default kms.operation({
  action: 'ListKeyVersions',
  summary: 'Lists the versions of a key, newest first.',

  ram: keyPermission('ListKeyVersions', 'list'),

  crossAccount: true,

  request: { KeyId: keyIdOrAlias, ...shortPageRequest },
  response: {
    ...pageResponse,
    KeyVersions: object(
      {
        KeyVersion: list(object(versionMembers, {}), { required: true, about: 'The versions of the page.' }),
      },
      { required: true, about: 'The versions of the page.' },
    ),
  },
  errors: { ...keyNotFound, ...aliasNotFound },
  examples: [
    {
      title: 'A key with one version',
      request: { KeyId: EXAMPLE_KEY_ID },
      response: { PageNumber: 1, PageSize: 10, TotalCount: 1, KeyVersions: { KeyVersion: [exampleVersion] } },
    },
  ],
  seeAlso: ['DescribeKeyVersion'],
  resolve: resolveKey,

  async handle({ KeyId, ...input }, call) {
    const key = await namedKey('be-shown', KeyId, call);
    const page = pageOf(input, SHORT_PAGE_SIZE);
    const found = await call.keys.listVersions(key, page);
    return { ...pageAnswer(page, found), KeyVersions: { KeyVersion: found.items.map(shownVersion) } };
  },
});
