import { randomBytes } from '../../crypto/random.js';
import { EXAMPLE_RANDOM, randomLength, requestId, shownSecret } from './fields.js';
import { kmsInstance } from './product.js';

export default kmsInstance.operation({
  action: 'GenerateRandom',
  summary: 'Answers random octets from the generator that keys are made with.',

  ram: { access: 'get', resource: '*' },

  request: { Length: randomLength(1) },
  response: { Random: shownSecret(1, 'The octets.', EXAMPLE_RANDOM), RequestId: requestId(2) },
  errors: {},
  examples: [{ title: 'Sixteen octets', request: { Length: 16 }, response: { Random: EXAMPLE_RANDOM } }],
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
