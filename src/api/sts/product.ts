/** Security Token Service: wire/ram-sts.md section 12. */

import { defineProduct } from '../../spec/product.js';
import { usualDialect } from '../../spec/usual-dialect.js';
import contract from '../contracts/sts-2015-04-01.json' with { type: 'json' };
import type { StsServices } from './services.js';

export const sts = defineProduct<StsServices, never>()({
  code: 'sts',
  title: 'Security Token Service',
  version: '2015-04-01',
  ramCode: 'sts',
  since: '0.1.0',
  qps: 10,
  errors: {},
  dialect: {
    ...usualDialect,
    invalid: {
      value: {
        status: 400,
        code: 'InvalidParameter.{P}',
        message: 'The parameter {P} is wrongly formed. It {Rule}.',
      },
    },
    denied: {
      status: 403,
      code: 'NoPermission',
      message: 'You are not authorized to do this action. You should be authorized by RAM.',
    },
    internal: {
      status: 500,
      code: 'InternalError',
      message: 'STS Server Internal Error happened, please send the RequestId to us.',
    },
  },
  refusals: {},
  // Its things are those of RAM.
  kinds: {},
  contract,
});
