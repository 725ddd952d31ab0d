import { string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { kms } from '../product.js';
import { aliasNotFound, keyNotFound, keyVersionNotFound } from './errors.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, keyPermission, namedKey, resolveKey } from './named-key.js';
import { exampleVersion, keyVersion, shownVersion } from './version-fields.js';

export default kms.operation({
  action: 'DescribeKeyVersion',
  summary: 'Shows a version of a key.',

  ram: keyPermission('DescribeKeyVersion', 'get'),

  crossAccount: true,

  request: {
    KeyId: keyIdOrAlias,
    KeyVersionId: string({
      required: true,
      names: 'kms.key-version',
      maxLength: 64,
      pattern: VISIBLE_ASCII,
      about: 'The id of the version.',
      example: EXAMPLE_VERSION_ID,
    }),
  },
  response: { KeyVersion: keyVersion },
  errors: { ...keyNotFound, ...aliasNotFound, ...keyVersionNotFound },
  examples: [
    {
      title: 'A version',
      request: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID },
      response: { KeyVersion: exampleVersion },
    },
  ],
  seeAlso: ['ListKeyVersions'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId }, call) {
    const key = await namedKey('be-shown', KeyId, call);
    return { KeyVersion: shownVersion(await call.keys.getVersion(key, KeyVersionId)) };
  },
});
