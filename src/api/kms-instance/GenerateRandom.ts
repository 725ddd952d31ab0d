import { randomBytes } from '../../crypto/random.js';
import { integer } from '../../spec/field.js';
import { requestId, shownSecret } from './fields.js';
import { kmsInstance } from './product.js';

export default kmsInstance.operation({
  action: 'GenerateRandom',
  summary: 'Answers random octets from the generator that keys are made with.',

  ram: { access: 'get', resource: '*' },

  request: {
    Length: integer({
      number: 1,
      required: true,
      minimum: 1,
      maximum: 1024,
      unit: 'bytes',
      about: 'How many octets.',
      example: 16,
    }),
  },
  response: { Random: shownSecret(1, 'The octets.', 'MTYgcmFuZG9tIG9jdGV0cw=='), RequestId: requestId(2) },
  errors: {},
  examples: [{ title: 'Sixteen octets', request: { Length: 16 }, response: { Random: 'MTYgcmFuZG9tIG9jdGV0cw==' } }],
  seeAlso: ['GenerateDataKey'],

  async handle({ Length }) {
    const octets = randomBytes(Length);
    try {
      return { Random: octets.toString('base64') };
    } finally {
      octets.fill(0);
    }
  },
});
