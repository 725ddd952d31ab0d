/** Security Token Service: ram-sts.md section 12. */
import { defineProduct } from '../../spec/product.js';
import type { StsServices } from './services.js';

export const sts = defineProduct<StsServices>()({
  code: 'sts',
  title: 'Security Token Service',
  version: '2015-04-01',
  ramCode: 'sts',
  qps: 10,
  errors: {},
  dialect: {
    missing: { status: 400, code: 'Missing{P}', message: '{P} is mandatory for this action.' },
    invalid: {
      value: {
        status: 400,
        code: 'InvalidParameter.{P}',
        message: 'The parameter {P} is wrongly formed.',
      },
    },
    denied: {
      status: 403,
      code: 'NoPermission',
      message: 'You are not authorized to do this action. You should be authorized by RAM.',
    },
    throttled: { status: 400, code: 'Throttling.User', message: 'Request was denied due to user flow control.' },
    unknownKey: { status: 404, code: 'InvalidAccessKeyId.NotFound', message: 'Specified access key is not found.' },
    disabledKey: { status: 400, code: 'InvalidAccessKeyId.Inactive', message: 'Specified access key is disabled.' },
    tokenMismatch: {
      status: 400,
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
      message: 'Specified SecurityToken mismatch with the AccessKey.',
    },
    internal: {
      status: 500,
      code: 'InternalError',
      message: 'STS Server Internal Error happened, please send the RequestId to us.',
    },
    unavailable: {
      status: 503,
      code: 'ServiceUnavailable',
      message: 'The request has failed due to a temporary failure of the server.',
    },
  },
  refusals: {},
  planned: ['AssumeRole', 'AssumeRoleWithOIDC', 'AssumeRoleWithSAML'],
});
