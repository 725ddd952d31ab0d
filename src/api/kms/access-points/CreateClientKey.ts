import { mixesKinds } from '../../../kms/access-points/client-key-password.js';
import { type ClientKeyValidity, defaultValidity } from '../../../kms/access-points/client-key-validity.js';
import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';
import {
  exampleNewClientKey,
  newClientKeyAnswer,
  newClientKeyFields,
  newClientKeyPassword,
  tooFewKinds,
  tooManyClientKeys,
} from './new-client-key.js';

/** X.509 knows no time before; nobody has a use for one either. */
const EARLIEST = new Date('1970-01-01T00:00:00Z');

export default kms.operation({
  action: 'CreateClientKey',
  summary: 'Creates a client key for an application access point and returns its private key, this once.',
  description: `
    The private key comes in a PKCS #12 file that your password protects; it is not kept here and cannot be fetched again.
    Put \`ClientKeyId\` and \`PrivateKeyData\` into a JSON file with the members \`KeyId\` and \`PrivateKeyData\`: that is the
    client key file which the official clients read. An access point has at most three client keys; to replace one, create
    the next, move your applications to it, and delete the first, or have RotateClientKey do both.`,

  ram: {
    action: 'kms:CreateClientKey',
    access: 'create',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{AapName}',
  },

  request: {
    AapName: nameOf('kms.access-point', 'The access point the key is for.', 'aap_test'),
    Password: newClientKeyPassword,
    NotBefore: string({
      minLength: 1,
      format: 'date-time',
      about: 'The first moment at which the key may be used, UTC. Now, if it is left out; goes together with NotAfter.',
      example: '2023-08-31T17:14:33Z',
    }),
    NotAfter: string({
      minLength: 1,
      format: 'date-time',
      about: 'The last moment at which it may be used, UTC. Five years from now, if it is left out.',
      example: '2028-08-31T17:14:33Z',
    }),
  },
  response: newClientKeyFields,
  errors: { ...resourceNotFound, ...tooManyClientKeys },
  examples: [
    {
      title: 'A key for the next five years',
      request: { AapName: 'aap_test', Password: 'aap-Passw0rd' },
      response: exampleNewClientKey,
    },
  ],
  seeAlso: ['GetClientKey', 'RotateClientKey', 'DeleteClientKey'],
  differences: [
    'The certificate is issued to O=Key Management Service, OU=Client Keys and the name of the access point, cut to 64 characters; the cloud names itself there.',
    'The certificate in the file is encrypted with 3DES instead of 40-bit RC2, which OpenSSL 3 no longer reads.',
    'Letters of both cases count as one kind of character in the password.',
    'NotAfter must be later than now. The five years of a key that is created on 29 February end on 28 February.',
  ],

  async handle({ AapName, Password, NotBefore, NotAfter }, { accountId, now, requester, clientKeys, fail }) {
    if (!mixesKinds(Password)) throw fail('InvalidParameter', tooFewKinds);
    const { notBefore, notAfter } = validity();
    const request = { accessPoint: AapName, password: Password, notBefore, notAfter };
    const { change, ...made } = await clientKeys.create(accountId, request, now, requester);
    return effect(change, newClientKeyAnswer(made));

    function validity(): ClientKeyValidity {
      if (NotBefore === undefined && NotAfter === undefined) return defaultValidity(now);
      if (NotBefore === undefined) throw invalid('NotBefore', 'must be given together with NotAfter');
      if (NotAfter === undefined) throw invalid('NotAfter', 'must be given together with NotBefore');
      const asked = { notBefore: new Date(NotBefore), notAfter: new Date(NotAfter) };
      if (asked.notBefore < EARLIEST) throw invalid('NotBefore', 'lies before 1970');
      if (asked.notAfter <= asked.notBefore) throw invalid('NotAfter', 'must be later than NotBefore');
      if (asked.notAfter <= now) throw invalid('NotAfter', 'must be later than now');
      return asked;
    }

    function invalid(parameter: string, rule: string) {
      return fail('InvalidParameter', { P: parameter, Rule: rule });
    }
  },
});
