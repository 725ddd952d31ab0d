import {
  LONGEST_PASSWORD,
  mixesKinds,
  PASSWORD_CHARACTERS,
  SHORTEST_PASSWORD,
} from '../../../kms/access-points/client-key-password.js';
import { type ClientKeyValidity, defaultValidity } from '../../../kms/access-points/client-key-validity.js';
import { MAX_KEYS_OF_ACCESS_POINT } from '../../../kms/access-points/client-keys.js';
import { secret, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { clientKeyAnswer, clientKeyFields } from './client-key-fields.js';
import { resourceNotFound } from './errors.js';

/** X.509 knows no time before; nobody has a use for one either. */
const EARLIEST = new Date('1970-01-01T00:00:00Z');

export default kms.operation({
  action: 'CreateClientKey',
  summary: 'Creates a client key for an application access point and returns its private key, this once.',
  description: `
    The private key comes in a PKCS #12 file that your password protects; it is not kept here and cannot be fetched again.
    Put \`ClientKeyId\` and \`PrivateKeyData\` into a JSON file with the members \`KeyId\` and \`PrivateKeyData\`: that is the
    client key file which the official clients read. An access point has at most three client keys; to replace one, create
    the next, move your applications to it, and delete the first.`,

  ram: {
    action: 'kms:CreateClientKey',
    access: 'create',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{AapName}',
  },

  request: {
    AapName: nameOf('kms.access-point', 'The access point the key is for.', 'aap_test'),
    Password: secret({
      required: true,
      minLength: SHORTEST_PASSWORD,
      maxLength: LONGEST_PASSWORD,
      pattern: PASSWORD_CHARACTERS,
      about:
        'The password that encrypts the private key: 8 to 64 digits, letters and special characters out of `~!@#$%^&*?_-`, of at least two of these kinds.',
      example: 'aap-Passw0rd',
    }),
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
  response: {
    ClientKeyId: clientKeyFields.ClientKeyId,
    KeyAlgorithm: clientKeyFields.KeyAlgorithm,
    PrivateKeyData: secret({
      required: true,
      format: 'base64',
      about: 'A PKCS #12 file with certificate and private key, in Base64.',
      example: 'MIIJqwIBAzCCCXcGCSqGSIb3DQEHAQ==',
    }),
    NotBefore: clientKeyFields.NotBefore,
    NotAfter: clientKeyFields.NotAfter,
  },
  errors: {
    ...resourceNotFound,
    'Rejected.LimitExceeded': {
      status: 400,
      message: 'The request was rejected because user create resource limit was exceeded.',
      cause: `The access point has ${MAX_KEYS_OF_ACCESS_POINT} client keys, which is as many as it may have.`,
      advice: 'Delete one with DeleteClientKey; ListClientKeys lists them.',
    },
  },
  examples: [
    {
      title: 'A key for the next five years',
      request: { AapName: 'aap_test', Password: 'aap-Passw0rd' },
      response: {
        ClientKeyId: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001',
        KeyAlgorithm: 'RSA_2048',
        PrivateKeyData: 'MIIJqwIBAzCCCXcGCSqGSIb3DQEHAQ==',
        NotBefore: '2023-08-31T09:14:38Z',
        NotAfter: '2028-08-31T09:14:38Z',
      },
    },
  ],
  seeAlso: ['GetClientKey', 'DeleteClientKey'],
  differences: [
    'The certificate is issued to O=Key Management Service, OU=Client Keys and the name of the access point, cut to 64 characters; the cloud names itself there.',
    'The certificate in the file is encrypted with 3DES instead of 40-bit RC2, which OpenSSL 3 no longer reads.',
    'Letters of both cases count as one kind of character in the password.',
    'NotAfter must be later than now. The five years of a key that is created on 29 February end on 28 February.',
  ],

  async handle({ AapName, Password, NotBefore, NotAfter }, { accountId, now, requester, clientKeys, fail }) {
    if (!mixesKinds(Password)) {
      throw fail('InvalidParameter', {
        P: 'Password',
        Rule: 'must mix at least two of digits, letters and special characters',
      });
    }
    const { notBefore, notAfter } = validity();
    const request = { accessPoint: AapName, password: Password, notBefore, notAfter };
    const { key, keyFile, change } = await clientKeys.create(accountId, request, now, requester);
    const { ClientKeyId, KeyAlgorithm, ...answer } = clientKeyAnswer(key);
    return effect(change, {
      ClientKeyId,
      KeyAlgorithm,
      PrivateKeyData: keyFile.toString('base64'),
      NotBefore: answer.NotBefore,
      NotAfter: answer.NotAfter,
    });

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
