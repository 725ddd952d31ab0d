/** Key Management Service: wire/kms.md. Errors are those of wire/kms.md section 18. */

import type { KmsReason } from '../../kms/refusals.js';
import { defineProduct } from '../../spec/product.js';
import { usualDialect } from '../../spec/usual-dialect.js';
import contract from '../contracts/kms-2016-01-20.json' with { type: 'json' };
import { aliasRefusals } from './aliases/errors.js';
import { keyRefusals } from './keys/errors.js';
import { keyLifecycle } from './keys/lifecycle.js';
import { secretRefusals } from './secrets/errors.js';
import type { KmsServices } from './services.js';

export const kms = defineProduct<KmsServices, KmsReason>()({
  code: 'kms',
  title: 'Key Management Service',
  version: '2016-01-20',
  ramCode: 'kms',
  since: '0.1.0',
  qps: 10,
  errors: {
    InvalidParameter: {
      status: 400,
      message: 'The specified parameter "{P}" is not valid: it {Rule}.',
      advice: 'Compare the value with the limits in the table of request parameters.',
    },
  },
  dialect: {
    ...usualDialect,
    missing: { status: 400, code: 'MissingParameter', message: 'The parameter "{P}" is needed but not provided.' },
    invalid: {
      value: {
        status: 400,
        code: 'InvalidParameter',
        message: 'The specified parameter "{P}" is not valid: it {Rule}.',
      },
    },
    denied: {
      status: 403,
      code: 'Forbidden.NoPermission',
      message: 'This operation is forbidden by permission system.',
    },
    throttled: { status: 429, code: 'Rejected.Throttling', message: 'QPS Limit Exceeded' },
    unknownKey: {
      status: 404,
      code: 'InvalidAccessKeyId.NotFound',
      message: 'The Access Key ID provided does not exist in our records.',
    },
    disabledKey: { status: 403, code: 'Forbidden.AccessKey', message: 'This AccessKey is not enabled.' },
    internal: { status: 500, code: 'InternalFailure', message: 'Internal Failure.' },
    unavailable: { status: 503, code: 'ServiceUnavailableTemporary', message: 'Service Unavailable Temporary.' },
    dryRun: {
      parameter: 'DryRun',
      invalid: {
        status: 400,
        code: 'ValidationError',
        message: 'The specified parameter "{P}" is not valid: it {Rule}.',
      },
      denied: {
        status: 403,
        code: 'AccessDeniedError',
        message: 'This operation is forbidden by permission system.',
      },
    },
    xmlRoot: 'KMS',
    statusInBody: true,
    nonceOptional: true,
  },
  refusals: {
    'network-rule-exists': 'Rejected.ResourceExist',
    'network-rule-missing': 'Forbidden.ResourceNotFound',
    'policy-exists': 'Rejected.ResourceExist',
    'policy-missing': 'Forbidden.ResourceNotFound',
    'access-point-exists': 'Rejected.ResourceExist',
    'access-point-missing': 'Forbidden.ResourceNotFound',
    'client-key-missing': 'Forbidden.ResourceNotFound',
    'client-key-limit': 'Rejected.LimitExceeded',
    ...keyRefusals,
    ...aliasRefusals,
    'instance-exists': 'Rejected.ResourceExist',
    'instance-missing': 'Forbidden.DKMSInstanceNotFound',
    'data-key-missing': 'Forbidden.ResourceNotFound',
    'instance-unconnected': 'Forbidden.DKMSInstanceStateInvalid',
    'instance-provided': 'UnsupportedOperation',
    'instance-protected': 'Rejected.StateModifiedFailed',
    'instance-holds-protected-key': 'Rejected.StateModifiedFailed',
    'instance-not-empty': 'Rejected.StateModifiedFailed',
    ...secretRefusals,
    'tag-limit': 'Rejected.LimitExceeded',
  },
  kinds: {
    'kms.network-rule': ['CreateNetworkRule'],
    'kms.policy': ['CreatePolicy'],
    'kms.access-point': ['CreateApplicationAccessPoint'],
    'kms.client-key': ['CreateClientKey'],
    'kms.key': ['CreateKey'],
    'kms.external-key': ['CreateKey'],
    // Made by a command.
    'kms.data-key': [],
    'kms.import-token': ['GetParametersForImport'],
    'kms.alias': ['CreateAlias'],
    'kms.key-version': ['CreateKey', 'CreateKeyVersion'],
    'kms.signing-key': ['CreateKey'],
    'kms.signing-key-version': ['CreateKey', 'CreateKeyVersion'],
    'kms.encryption-pair': ['CreateKey'],
    'kms.encryption-pair-version': ['CreateKey', 'CreateKeyVersion'],
    'kms.pair-ciphertext': ['AsymmetricEncrypt'],
    'kms.mac-key': ['CreateKey'],
    'kms.instance': ['GetDefaultKmsInstance'],
    'kms.secret': ['CreateSecret'],
    'kms.managed-secret': ['CreateSecret'],
    'kms.secret-version': ['CreateSecret', 'PutSecretValue'],
    'kms.ciphertext': ['Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
  },
  lifecycles: [keyLifecycle],
  contract,
});
