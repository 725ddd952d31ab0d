/**
 * What a client key calls at a KMS instance: wire/kms-instance.md. The same keys and secrets as those of the API of KMS, in protobuf messages that a client key
 * signs. Errors are those of wire/kms-instance.md section 2.5.
 */
import type { KeyReason } from '../../kms/keys/refusals.js';
import type { SecretReason } from '../../kms/secrets/refusals.js';
import { defineProduct } from '../../spec/product.js';
import contract from '../contracts/kms-instance-dkms-gcs-0.2.json' with { type: 'json' };
import { keyRefusals, secretRefusals } from './errors.js';
import type { KmsInstanceServices } from './services.js';

/** Nothing here changes anything, so most of what the domain refuses cannot come up. */
type Reason = (KeyReason & keyof typeof keyRefusals) | (SecretReason & keyof typeof secretRefusals);

const denied = {
  code: 'Forbidden.NoPermission',
  status: 403,
  message: 'This operation for "{Resource}" is forbidden by permission system.',
  advice:
    'Bind a policy to the access point of the client key: its scope is the instance, it has the permission that this page names, it names the key or the secret, and its network rules cover the address of the caller. A client key that is expired or not yet valid is denied everything.',
} as const;

export const kmsInstance = defineProduct<KmsInstanceServices, Reason>()({
  code: 'kms-instance',
  title: 'KMS Instance',
  version: 'dkms-gcs-0.2',
  ramCode: 'kms',
  protocol: 'instance',
  since: '0.1.0',
  qps: 1000,
  errors: {},
  dialect: {
    missing: {
      status: 400,
      code: 'MissingParameter',
      message: 'Parameter {P} does not exist in http header or body.',
      advice: 'Set the field. An empty value and 0 are the same as none.',
    },
    invalid: {
      value: {
        status: 400,
        code: 'InvalidParameter',
        message: 'The specified parameter is not valid. {P} {Rule}.',
        advice: 'Compare the value with the limits in the table of request parameters; a request has 3 MB at most.',
      },
    },
    denied,
    throttled: {
      status: 429,
      code: 'Rejected.Throttling',
      message: 'QPS Limit Exceeded',
      advice: 'Wait a moment and call again; official clients do so by themselves.',
    },
    unknownKey: {
      status: 404,
      code: 'Unauthorized',
      message: 'The AccessKey ID "{AccessKeyId}" does not exist in our records.',
      advice: 'Check the `KeyId` of the client key file, and that the client speaks to the server that made it.',
    },
    // There are no client keys that are disabled, and no tokens.
    disabledKey: denied,
    tokenMismatch: denied,
    internal: { status: 500, code: 'InternalFailure', message: 'Internal Failure.' },
    unavailable: { status: 503, code: 'ServiceUnavailableTemporary', message: 'Service Unavailable Temporary.' },
  },
  refusals: { ...keyRefusals, ...secretRefusals },
  kinds: {},
  contract,
});
