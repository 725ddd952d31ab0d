/** What GetClientKey and ListClientKeys say of a client key (wire/kms.md sections 5.2 and 5.3). */

import { encodePem } from '../../../crypto/pem.js';
import type { ClientKey } from '../../../kms/access-points/client-key.js';
import { clientKeyAlgorithm } from '../../../kms/access-points/client-keys.js';
import { type ObjectOf, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';

export const clientKeyFields = {
  ClientKeyId: string({
    required: true,
    about: 'The id of the client key.',
    example: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001',
  }),
  AapName: string({ required: true, about: 'The access point it belongs to.', example: 'aap_test' }),
  CreateTime: string({
    required: true,
    format: 'date-time',
    about: 'When it was created, UTC.',
    example: '2023-08-31T09:14:38Z',
  }),
  KeyAlgorithm: string({ required: true, about: 'Always RSA_2048.', example: 'RSA_2048' }),
  KeyOrigin: string({ required: true, about: 'Always KMS_PROVIDED.', example: 'KMS_PROVIDED' }),
  PublicKeyData: string({
    required: true,
    about: 'Its public key, as a certificate in PEM.',
    example: '-----BEGIN CERTIFICATE-----\nMIIDcjCCAlqgAwIBAgIQT/sAVRxwYp54mrw=\n-----END CERTIFICATE-----\n',
  }),
  NotBefore: string({
    required: true,
    format: 'date-time',
    about: 'The first moment at which it may be used, UTC.',
    example: '2023-08-31T17:14:33Z',
  }),
  NotAfter: string({
    required: true,
    format: 'date-time',
    about: 'The last moment at which it may be used, UTC.',
    example: '2028-08-31T17:14:33Z',
  }),
} as const;

/** For declared examples. */
export const exampleClientKey = Object.fromEntries(
  Object.entries(clientKeyFields).map(([name, field]) => [name, field.example]),
);

export function clientKeyAnswer(key: ClientKey): ObjectOf<typeof clientKeyFields> {
  return {
    ClientKeyId: key.id,
    AapName: key.accessPoint,
    CreateTime: utcTime(key.createdAt),
    KeyAlgorithm: clientKeyAlgorithm.name,
    KeyOrigin: 'KMS_PROVIDED',
    PublicKeyData: encodePem('CERTIFICATE', key.certificateDer),
    NotBefore: utcTime(key.notBefore),
    NotAfter: utcTime(key.notAfter),
  };
}
