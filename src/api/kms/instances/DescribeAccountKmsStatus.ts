import { oneOf } from '../../../spec/field.js';
import { kms } from '../product.js';

export default kms.operation({
  action: 'DescribeAccountKmsStatus',
  summary: 'Says whether the account can use KMS.',
  description:
    'The answer is `Enabled` for every account: each account of this server can use KMS, and nobody is billed.',

  ram: { action: 'kms:DescribeAccountKmsStatus', access: 'get', resource: '*' },

  request: {},
  response: {
    AccountStatus: oneOf(['Enabled'], {
      required: true,
      about: 'The status of KMS in the account.',
      example: 'Enabled',
    }),
  },
  errors: {},
  examples: [{ title: 'An account', request: {}, response: { AccountStatus: 'Enabled' } }],
  seeAlso: ['DescribeRegions'],

  async handle() {
    return { AccountStatus: 'Enabled' } as const;
  },
});
