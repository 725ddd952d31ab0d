import { mixesKinds } from '../../../kms/access-points/client-key-password.js';
import { defaultValidity } from '../../../kms/access-points/client-key-validity.js';
import { integer, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { utcTime } from '../../../text/utc-time.js';
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

const HOUR_MS = 3_600_000;
/** A year. */
const MOST_HOURS = 8760;

export default kms.operation({
  action: 'RotateClientKey',
  summary: 'Makes the next client key of an access point and ends another one, at once or after an overlap.',
  description: `
    In one change: either there are both the new key and the end of the old one, or nothing has happened. The new key is good for five years and comes as
    CreateClientKey gives it. During the overlap both keys work; then the old one opens nothing any more, and counts among the keys of the access point until
    DeleteClientKey deletes it. Without an overlap it is deleted.`,

  ram: {
    action: 'kms:RotateClientKey',
    access: 'update',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{AapName}',
  },
  destructive: {
    loses:
      'The old client key: at once if OverlapHours is 0, else when the overlap ends. Applications that still sign with it are refused from then on.',
  },

  request: {
    ClientKeyId: string({
      required: true,
      names: 'kms.client-key',
      about: 'The client key to replace.',
      example: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0002',
    }),
    Password: newClientKeyPassword,
    OverlapHours: integer({
      required: true,
      minimum: 0,
      maximum: MOST_HOURS,
      unit: 'hours',
      about: 'So long the old key goes on working, unless it ends before; 0: it is deleted at once.',
      example: 24,
    }),
  },
  response: {
    ...newClientKeyFields,
    ReplacedNotAfter: string({
      format: 'date-time',
      about: 'The last moment at which the old key may be used, UTC. Absent where it was deleted.',
      example: '2023-09-01T09:14:38Z',
    }),
  },
  errors: { ...resourceNotFound, ...tooManyClientKeys },
  examples: [
    {
      title: 'A day for the applications to move',
      request: {
        ClientKeyId: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0002',
        Password: 'aap-Passw0rd',
        OverlapHours: 24,
      },
      response: { ...exampleNewClientKey, ReplacedNotAfter: '2023-09-01T09:14:38Z' },
    },
  ],
  seeAlso: ['ListClientKeyUsage', 'CreateClientKey', 'DeleteClientKey'],
  differences: [
    'An extension of this server: in the cloud a key is created and the other one deleted by two calls.',
    'Without an overlap an access point with three client keys can replace one of them.',
  ],

  async resolve({ ClientKeyId }, { accountId, clientKeys }) {
    const key = await clientKeys.find(accountId, ClientKeyId);
    return key && { foundPlaceholders: { AapName: key.accessPoint } };
  },

  async handle({ ClientKeyId: id, Password, OverlapHours }, { accountId, now, requester, clientKeys, fail }) {
    if (!mixesKinds(Password)) throw fail('InvalidParameter', tooFewKinds);
    const endsAt = OverlapHours === 0 ? undefined : new Date(now.getTime() + OverlapHours * HOUR_MS);
    const asked = { password: Password, ...defaultValidity(now) };
    const { change, ...made } = await clientKeys.replace(accountId, { id, endsAt }, asked, now, requester);
    const { endsAt: replacedEndsAt } = made;
    return effect(change, {
      ...newClientKeyAnswer(made),
      ...(replacedEndsAt && { ReplacedNotAfter: utcTime(replacedEndsAt) }),
    });
  },
});
