/** The words that the gateway of the cloud uses for most products (wire/gateway.md section 11.1). A product's dialect takes these and says its own. */
import type { Dialect } from './operation.js';

export const usualDialect = {
  missing: { status: 400, code: 'Missing{P}', message: '{P} is mandatory for this action.' },
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
    message: 'The request processing has failed due to some unknown error, exception or failure.',
  },
  unavailable: {
    status: 503,
    code: 'ServiceUnavailable',
    message: 'The request has failed due to a temporary failure of the server.',
  },
} as const satisfies Partial<Dialect>;
