/** Resource Access Management: ram-sts.md sections 9 to 11. */
import { defineProduct } from '../../spec/product.js';
import type { RamServices } from './services.js';

export const ram = defineProduct<RamServices>()({
  code: 'ram',
  title: 'Resource Access Management',
  version: '2015-05-01',
  ramCode: 'ram',
  qps: 10,
  errors: {},
  dialect: {
    missing: { status: 400, code: 'Missing{P}', message: '{P} is mandatory for this action.' },
    invalid: {
      value: { status: 400, code: 'InvalidParameter.{P}', message: 'The parameter - "{P}" is incorrect.' },
      characters: {
        status: 400,
        code: 'InvalidParameter.{P}.InvalidChars',
        message: 'The parameter - "{P}" contains invalid chars.',
      },
      length: {
        status: 400,
        code: 'InvalidParameter.{P}.Length',
        message: 'The parameter - "{P}" beyond the length limit.',
      },
      format: {
        status: 400,
        code: 'InvalidParameter.{P}.Format',
        message: 'The format of the parameter - "{P}" is incorrect.',
      },
    },
    denied: {
      status: 403,
      code: 'NoPermission',
      message: 'You are not authorized to do this action. Resource: {Resource} Action: {Action}',
    },
    throttled: { status: 400, code: 'Throttling.User', message: 'Request was denied due to user flow control.' },
    unknownKey: { status: 404, code: 'InvalidAccessKeyId.NotFound', message: 'Specified access key is not found.' },
    disabledKey: { status: 400, code: 'InvalidAccessKeyId.Inactive', message: 'Specified access key is disabled.' },
    tokenMismatch: {
      status: 400,
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
      message: 'Specified SecurityToken mismatch with the AccessKey.',
    },
    internal: { status: 500, code: 'InternalError', message: 'An internal error occurred.' },
    unavailable: {
      status: 503,
      code: 'ServiceUnavailable',
      message: 'The request has failed due to a temporary failure of the server.',
    },
  },
  refusals: {},
  planned: [],
});
