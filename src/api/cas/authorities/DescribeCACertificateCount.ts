import { integer } from '../../../spec/field.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';

export default cas.operation({
  action: 'DescribeCACertificateCount',
  summary: 'Tells how many root and sub CAs the account has, in whatever status.',

  ram: permission('DescribeCACertificateCount', 'get'),
  qps: 10,

  request: {},
  response: {
    TotalCount: integer({ required: true, about: 'Root and sub CAs together.', example: 2 }),
  },
  errors: {},
  examples: [{ title: 'A root CA and a sub CA', request: {}, response: { TotalCount: 2 } }],
  seeAlso: ['DescribeCACertificateList'],

  async handle(_input, { accountId, authorities }) {
    return { TotalCount: await authorities.count(accountId) };
  },
});
