import { versionName } from '../../../kms/data-keys/data-keys.js';
import { list, object } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageResponse, SHORT_PAGE_SIZE, shortPageRequest } from '../paging.js';
import { kms } from '../product.js';
import {
  DATA_KEY_ARN,
  dataKeyName,
  dataKeyNotFound,
  EXAMPLE_DATA_KEY,
  EXAMPLE_VERSION,
  shownDataKeyName,
  shownVersion,
} from './fields.js';

export default kms.operation({
  action: 'ListManagedDataKeyVersions',
  summary: 'Lists the versions of a data key that is kept here, newest first.',

  ram: { action: 'kms:ListManagedDataKeyVersions', access: 'list', resource: DATA_KEY_ARN },

  request: { DataKeyName: dataKeyName, ...shortPageRequest },
  response: {
    DataKeyName: shownDataKeyName,
    ...pageResponse,
    ManagedDataKeyVersions: object(
      {
        ManagedDataKeyVersion: list(object(shownVersion, {}), { required: true, about: 'The versions of the page.' }),
      },
      { required: true, about: 'The versions of the page.' },
    ),
  },
  errors: { ...dataKeyNotFound },
  examples: [
    {
      title: 'A data key with one version',
      request: { DataKeyName: EXAMPLE_DATA_KEY },
      response: {
        DataKeyName: EXAMPLE_DATA_KEY,
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
        ManagedDataKeyVersions: {
          ManagedDataKeyVersion: [
            {
              DataKeyVersionId: EXAMPLE_VERSION,
              DataKeyVersionName: `kms-datakeyversion!${EXAMPLE_DATA_KEY}!${EXAMPLE_VERSION}`,
            },
          ],
        },
      },
    },
  ],
  seeAlso: ['GetManagedDataKey'],

  async handle(input, { accountId, dataKeys }) {
    const page = pageOf(input, SHORT_PAGE_SIZE);
    const found = await dataKeys.list(accountId, input.DataKeyName, page);
    return {
      DataKeyName: input.DataKeyName,
      ...pageAnswer(page, found),
      ManagedDataKeyVersions: {
        ManagedDataKeyVersion: found.items.map(({ id }) => ({
          DataKeyVersionId: id,
          DataKeyVersionName: versionName(input.DataKeyName, id),
        })),
      },
    };
  },
});
