import { versionName } from '../../../kms/data-keys/data-keys.js';
import { boolean, secret, string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
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
  action: 'GetManagedDataKey',
  summary: 'Returns a data key that is kept here, in the clear.',
  description:
    'Its first version, the newest with UseLatest=true, or the one that DataKeyVersionId names, which counts where both are given. An administrator makes data keys with `chancery data-key add`, and new versions with `chancery data-key rotate`.',

  ram: { action: 'kms:GetManagedDataKey', access: 'get', resource: DATA_KEY_ARN },

  request: {
    DataKeyName: dataKeyName,
    DataKeyVersionId: string({
      minLength: 1,
      maxLength: 64,
      pattern: VISIBLE_ASCII,
      about: 'The id of a version, as listed by ListManagedDataKeyVersions.',
      example: EXAMPLE_VERSION,
    }),
    UseLatest: boolean({
      default: false,
      about: 'Whether the newest version is meant, and not the first.',
      example: true,
    }),
  },
  response: {
    DataKeyName: shownDataKeyName,
    ...shownVersion,
    Plaintext: secret({
      required: true,
      format: 'base64',
      about: 'The data key in Base64.',
      example: 'CYueyVmZJ2MfA1VSZV2jCbFT8bO7StAvBnHacplr9aI=',
    }),
  },
  errors: { ...dataKeyNotFound },
  examples: [
    {
      title: 'The newest version',
      request: { DataKeyName: EXAMPLE_DATA_KEY, UseLatest: true },
      response: {
        DataKeyName: EXAMPLE_DATA_KEY,
        DataKeyVersionId: EXAMPLE_VERSION,
        DataKeyVersionName: `kms-datakeyversion!${EXAMPLE_DATA_KEY}!${EXAMPLE_VERSION}`,
        Plaintext: 'CYueyVmZJ2MfA1VSZV2jCbFT8bO7StAvBnHacplr9aI=',
      },
    },
  ],
  seeAlso: ['ListManagedDataKeyVersions', 'GenerateDataKey'],
  differences: [
    'The permission is asked for on the secrets that versions are in the cloud; GetSecretValue does not find them.',
  ],

  async handle({ DataKeyName, DataKeyVersionId, UseLatest }, { accountId, dataKeys }) {
    const which = DataKeyVersionId === undefined ? (UseLatest ? 'latest' : 'first') : { id: DataKeyVersionId };
    const version = await dataKeys.get(accountId, DataKeyName, which);
    const octets = await dataKeys.open(version);
    try {
      return {
        DataKeyName,
        DataKeyVersionId: version.id,
        DataKeyVersionName: versionName(DataKeyName, version.id),
        Plaintext: octets.toString('base64'),
      };
    } finally {
      octets.fill(0);
    }
  },
});
