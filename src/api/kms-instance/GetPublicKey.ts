import { encodePem } from '../../crypto/pem.js';
import { Refusal } from '../../domain/change.js';
import type { KeyReason } from '../../kms/keys/refusals.js';
import { keyErrors } from './errors.js';
import {
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  keyIdOrNone,
  requestId,
  shown,
  shownKeyId,
  version,
  versionUsed,
} from './fields.js';
import { namedKey, resolveKey, useOfKey, versionIdOf } from './named-key.js';
import { kmsInstance } from './product.js';

const EXAMPLE_PEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt
6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7Ltkb0zMG8hg==
-----END PUBLIC KEY-----
`;

export default kmsInstance.operation({
  action: 'GetPublicKey',
  summary: 'Answers the public key of a pair.',

  ram: useOfKey,

  request: { KeyId: keyIdOrNone(1), KeyVersionId: version },
  response: {
    KeyId: shownKeyId(1),
    PublicKey: shown(2, 'SubjectPublicKeyInfo as PEM, ending with a line feed.', EXAMPLE_PEM),
    RequestId: requestId(3),
    KeyVersionId: versionUsed,
  },
  errors: { ...keyErrors },
  examples: [
    {
      title: 'The public key of a pair',
      request: { KeyId: EXAMPLE_KEY_ID },
      response: { KeyId: EXAMPLE_KEY_ID, PublicKey: EXAMPLE_PEM, KeyVersionId: EXAMPLE_VERSION_ID },
    },
  ],
  seeAlso: ['Verify', 'Encrypt'],
  resolve: resolveKey,

  async handle(named, call) {
    const key = await namedKey(named, call);
    const { id, publicKeyDer } = await call.keys.getVersion(key, await versionIdOf(key, named, call));
    if (!publicKeyDer) throw new Refusal<KeyReason>('key-is-for-something-else');
    return { KeyId: key.id, PublicKey: encodePem('PUBLIC KEY', publicKeyDer), KeyVersionId: id };
  },
});
