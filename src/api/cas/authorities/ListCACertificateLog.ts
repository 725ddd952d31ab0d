import { integer, list, object, string } from '../../../spec/field.js';
import { permission, resolveAuthority } from '../permission.js';
import { cas } from '../product.js';
import { requiredIdentifier } from '../shared-fields.js';

const logShape = {
  Identifier: string({ required: true, about: 'The CA.', example: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a' }),
  OpType: string({ required: true, about: 'ADD or UPDATE.', example: 'ADD' }),
  Content: string({
    required: true,
    about: 'add root ca, add sub-root ca, or update ca status to REVOKE.',
    example: 'add sub-root ca',
  }),
  CreateTime: integer({
    required: true,
    about: 'When it happened.',
    unit: 'milliseconds since 1970',
    example: 1767225600000,
  }),
} as const;

/** What an authority's events are called on this wire. Making is all that is not listed. */
function show(event: string): { readonly OpType: string; readonly Content: string } {
  if (event === 'revoked') return { OpType: 'UPDATE', Content: 'update ca status to REVOKE' };
  return { OpType: 'ADD', Content: event === 'root-made' ? 'add root ca' : 'add sub-root ca' };
}

export default cas.operation({
  action: 'ListCACertificateLog',
  summary: 'Tells what happened to a CA, newest first.',
  description:
    'That it was made, and that it was revoked. What it issued is not in it; who called what is in the audit log of the server.',

  ram: permission('ListCACertificateLog', 'list'),
  qps: 10,

  request: { Identifier: requiredIdentifier('The CA, as listed by DescribeCACertificateList.', 'cas.authority') },
  response: { LogList: list(object(logShape, {}), { required: true, about: 'What happened.' }) },
  errors: {},
  examples: [
    {
      title: 'A sub CA that was revoked',
      request: { Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a' },
      response: {
        LogList: [
          {
            Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
            OpType: 'UPDATE',
            Content: 'update ca status to REVOKE',
            CreateTime: 1767312000000,
          },
          {
            Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
            OpType: 'ADD',
            Content: 'add sub-root ca',
            CreateTime: 1767225600000,
          },
        ],
      },
    },
  ],
  seeAlso: ['DescribeCACertificate', 'UpdateCACertificateStatus'],
  resolve: resolveAuthority,

  async handle({ Identifier }, { accountId, now, authorities }) {
    const events = await authorities.listEvents(accountId, Identifier, now);
    return { LogList: events.map(({ event, time }) => ({ Identifier, ...show(event), CreateTime: time.getTime() })) };
  },
});
