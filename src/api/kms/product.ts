/** Key Management Service: kms-2016-01-20.md. Errors are those of its section 18. */
import { defineProduct } from '../../spec/product.js';
import type { KmsServices } from './services.js';

export const kms = defineProduct<KmsServices>()({
  code: 'kms',
  title: 'Key Management Service',
  version: '2016-01-20',
  ramCode: 'kms',
  qps: 10,
  errors: {},
  dialect: {
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
    tokenMismatch: {
      status: 400,
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
      message: 'Specified SecurityToken mismatch with the AccessKey.',
    },
    internal: { status: 500, code: 'InternalFailure', message: 'Internal Failure.' },
    unavailable: { status: 503, code: 'ServiceUnavailableTemporary', message: 'Service Unavailable Temporary.' },
    xmlRoot: 'KMS',
    statusInBody: true,
    nonceOptional: true,
  },
  refusals: {},
  planned: [],
});
