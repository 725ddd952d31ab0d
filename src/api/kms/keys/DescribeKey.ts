import { kms } from '../product.js';
import { aliasNotFound, keyNotFound } from './errors.js';
import { describedKeyMetadata, exampleKey, shownKey, shownProtection } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, keyPermission, namedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'DescribeKey',
  summary: 'Shows a key, in whatever state it is.',

  ram: keyPermission('DescribeKey', 'get'),

  crossAccount: true,

  request: { KeyId: keyIdOrAlias },
  response: { KeyMetadata: describedKeyMetadata },
  errors: { ...keyNotFound, ...aliasNotFound },
  examples: [
    {
      title: 'A key',
      request: { KeyId: EXAMPLE_KEY_ID },
      response: { KeyMetadata: { ...exampleKey, DeletionProtection: 'Disabled' } },
    },
  ],
  seeAlso: ['ListKeys', 'ListKeyVersions'],
  resolve: resolveKey,

  async handle({ KeyId }, call) {
    const key = await namedKey('be-shown', KeyId, call);
    return { KeyMetadata: { ...shownKey(key, call.region, call.now), ...shownProtection(key) } };
  },
});
