import { CLIENT_KEY_STATES, DEFAULT_RULES } from '../../../kms/access-points/client-key-hygiene.js';
import { integer, list, oneOf } from '../../../spec/field.js';
import { optionalNameOf } from '../names.js';
import { kms } from '../product.js';
import { accessPointUsage, clientKeyUsage, usageOf, usesOfAccessPoints } from './client-key-uses.js';
import { resourceNotFound } from './errors.js';

/** A hundred years. */
const MOST_DAYS = 36_500;

const use = { Time: '2026-11-30T15:04:00Z', Operation: 'kms-instance:Decrypt', SourceAddress: '192.0.2.7' } as const;

export default kms.operation({
  action: 'ListClientKeyUsage',
  summary:
    'Tells of client keys when they end, when, for what and from where they were last used, and which can be deleted.',
  description: `
    Newest first, all of them at once. A use is a call that the key has signed, whether it was allowed or denied; the last one is recorded to the minute.
    Whether a key can be deleted is a statement about the record: a key that an application has in store and has not used for \`UnusedForDays\` counts as unused.`,
  method: 'GET',

  ram: {
    action: 'kms:ListClientKeyUsage',
    access: 'list',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{AapName}',
  },

  request: {
    AapName: optionalNameOf(
      'kms.access-point',
      'The access point. All keys of the account, if it is left out.',
      'aap_test',
    ),
    State: oneOf(CLIENT_KEY_STATES, { about: 'List only keys that are in this state.', example: 'ExpiresSoon' }),
    ExpiresWithinDays: integer({
      minimum: 0,
      maximum: MOST_DAYS,
      default: DEFAULT_RULES.expiresWithin,
      unit: 'days',
      about: 'A key that ends within so many days is in the state ExpiresSoon.',
      example: 30,
    }),
    UnusedForDays: integer({
      minimum: 1,
      maximum: MOST_DAYS,
      default: DEFAULT_RULES.unusedFor,
      unit: 'days',
      about: 'A key that was not used for so many days can be deleted.',
      example: 30,
    }),
  },
  response: {
    ClientKeys: list(clientKeyUsage, { required: true, about: 'The client keys.' }),
    AccessPoints: list(accessPointUsage, {
      required: true,
      about: 'The access points that have client keys, by name; also of keys in other states than the one asked for.',
    }),
  },
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'Keys that end within 60 days',
      request: { AapName: 'aap_test', State: 'ExpiresSoon', ExpiresWithinDays: 60 },
      response: {
        ClientKeys: [
          {
            ClientKeyId: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001',
            AapName: 'aap_test',
            CreateTime: '2022-01-10T09:14:38Z',
            NotBefore: '2022-01-10T09:14:38Z',
            NotAfter: '2027-01-10T09:14:38Z',
            State: 'ExpiresSoon',
            LastUse: use,
            SafeToDelete: false,
            Reason: 'InUse',
          },
        ],
        AccessPoints: [{ AapName: 'aap_test', ClientKeyNumber: 1, LastUse: use }],
      },
    },
  ],
  seeAlso: ['ListClientKeys', 'RotateClientKey', 'DeleteClientKey'],
  differences: [
    'An extension of this server: the cloud records no uses of client keys.',
    'Without AapName the permission asked for is that on all access points, as with ListClientKeys.',
  ],

  async handle({ AapName, State, ExpiresWithinDays, UnusedForDays }, { accountId, now, clientKeys }) {
    const rules = { expiresWithin: ExpiresWithinDays, unusedFor: UnusedForDays };
    const [keys, uses] = await Promise.all([clientKeys.list(accountId, AapName), clientKeys.lastUses(accountId)]);
    return {
      ClientKeys: keys
        .map(key => usageOf(key, uses.get(key.id), rules, now))
        .filter(usage => State === undefined || usage.State === State),
      AccessPoints: usesOfAccessPoints(keys, uses),
    };
  },
});
