import { kms } from '../product.js';

export default kms.operation({
  action: 'OpenKmsService',
  summary: 'Opens KMS for the account: it is open from the start, and the call says so.',
  description: 'Clients that open the service first take `Forbidden.Opened` as success.',

  ram: { action: 'kms:OpenKmsService', access: 'create', resource: '*' },

  request: {},
  response: {},
  errors: {
    'Forbidden.Opened': {
      status: 400,
      message: 'Your kms service has been opened.',
      cause: 'Every account has the service.',
      advice: 'Nothing has to be done.',
    },
  },
  examples: [{ title: 'What a first call would be answered in the cloud', request: {}, response: {} }],
  seeAlso: ['DescribeAccountKmsStatus'],
  differences: ['The first call answers `Forbidden.Opened` too.'],

  async handle(_input, { fail }) {
    throw fail('Forbidden.Opened');
  },
});
