/** Certificate Management Service, private CA: cas-2020-06-30.md. Errors are those of its section 7, worded in English. */
import { defineProduct } from '../../spec/product.js';
import type { CasServices } from './services.js';

export const cas = defineProduct<CasServices>()({
  code: 'cas',
  title: 'Certificate Management Service (private CA)',
  version: '2020-06-30',
  ramCode: 'yundun-cert',
  qps: 10,
  errors: {
    NotFound: { status: 400, message: 'The specified certificate does not exist.' },
  },
  dialect: {
    missing: { status: 400, code: 'Missing{P}', message: '{P} is mandatory for this action.' },
    invalid: {
      value: {
        status: 400,
        code: 'InvalidParameter.{P}',
        message: 'The specified parameter "{P}" is not valid: it {Rule}.',
      },
    },
    denied: {
      status: 403,
      code: 'Forbidden.NoPermission',
      message: 'You are not authorized to do this operation. Resource: {Resource} Action: {Action}',
    },
    throttled: { status: 400, code: 'Throttling.User', message: 'Request was denied due to user flow control.' },
    unknownKey: { status: 404, code: 'InvalidAccessKeyId.NotFound', message: 'Specified access key is not found.' },
    disabledKey: { status: 400, code: 'InvalidAccessKeyId.Inactive', message: 'Specified access key is disabled.' },
    tokenMismatch: {
      status: 400,
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
      message: 'Specified SecurityToken mismatch with the AccessKey.',
    },
    tokenReused: {
      status: 409,
      code: 'UpdateConflict',
      message: 'The ClientToken was used before with other parameters. Use a new token for another request.',
    },
    internal: {
      status: 500,
      code: 'InternalError',
      message: 'The request processing has failed due to some unknown error, exception or failure.',
    },
    unavailable: {
      status: 503,
      code: 'ServiceUnavailable',
      message: 'The request has failed due to a temporary failure of the server.',
    },
  },
  refusals: {},
  planned: [],
});
