/** What operations that make client keys ask for and answer (wire/kms.md section 5.1). */
import type { ClientKey } from '../../../kms/access-points/client-key.js';
import {
  LONGEST_PASSWORD,
  PASSWORD_CHARACTERS,
  SHORTEST_PASSWORD,
} from '../../../kms/access-points/client-key-password.js';
import { MAX_KEYS_OF_ACCESS_POINT } from '../../../kms/access-points/client-keys.js';
import { secret } from '../../../spec/field.js';
import { clientKeyAnswer, clientKeyFields } from './client-key-fields.js';

export const newClientKeyPassword = secret({
  required: true,
  minLength: SHORTEST_PASSWORD,
  maxLength: LONGEST_PASSWORD,
  pattern: PASSWORD_CHARACTERS,
  about:
    'The password that encrypts the private key: 8 to 64 digits, letters and special characters out of `~!@#$%^&*?_-`, of at least two of these kinds.',
  example: 'aap-Passw0rd',
});

export const tooFewKinds = {
  P: 'Password',
  Rule: 'must mix at least two of digits, letters and special characters',
} as const;

export const newClientKeyFields = {
  ClientKeyId: clientKeyFields.ClientKeyId,
  KeyAlgorithm: clientKeyFields.KeyAlgorithm,
  PrivateKeyData: secret({
    required: true,
    format: 'base64',
    about: 'A PKCS #12 file with certificate and private key, in Base64.',
    example: 'MIIJqwIBAzCCCXcGCSqGSIb3DQEHAQ==',
  }),
  NotBefore: clientKeyFields.NotBefore,
  NotAfter: clientKeyFields.NotAfter,
} as const;

/** @param keyFile PKCS #12 */
export function newClientKeyAnswer({ key, keyFile }: { readonly key: ClientKey; readonly keyFile: Buffer }) {
  const { ClientKeyId, KeyAlgorithm, NotBefore, NotAfter } = clientKeyAnswer(key);
  return { ClientKeyId, KeyAlgorithm, PrivateKeyData: keyFile.toString('base64'), NotBefore, NotAfter };
}

/** For declared examples. */
export const exampleNewClientKey = {
  ClientKeyId: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001',
  KeyAlgorithm: 'RSA_2048',
  PrivateKeyData: 'MIIJqwIBAzCCCXcGCSqGSIb3DQEHAQ==',
  NotBefore: '2023-08-31T09:14:38Z',
  NotAfter: '2028-08-31T09:14:38Z',
} as const;

export const tooManyClientKeys = {
  'Rejected.LimitExceeded': {
    status: 400,
    message: 'The request was rejected because user create resource limit was exceeded.',
    cause: `The access point has ${MAX_KEYS_OF_ACCESS_POINT} client keys, which is as many as it may have.`,
    advice: 'Delete one with DeleteClientKey; ListClientKeyUsage says which can be deleted.',
  },
} as const;
