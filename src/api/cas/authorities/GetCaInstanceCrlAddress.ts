import { string } from '../../../spec/field.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { identifier } from '../shared-fields.js';
import { resolveResources } from '../tags/tagging-fields.js';

export default cas.operation({
  action: 'GetCaInstanceCrlAddress',
  summary: 'Tells where the CRL of a CA is, and when the next one comes.',
  description:
    'The CA is named by its identifier or by the UUID of its instance. With both, they have to be of one CA.',

  ram: permission('GetCaInstanceCrlAddress', 'get'),

  request: {
    CaIdentifier: identifier('The CA. Needed unless Uuid is given.', 'cas.authority'),
    Uuid: identifier('The UUID of the instance of the CA.', 'cas.authority'),
  },
  response: {
    CrlUrl: string({
      about: 'Where the CRL is; absent where the CA publishes none, or none any more.',
      example: 'http://127.0.0.1:8088/crl/1000000000000001/1ed40789-483f-6023-b6b8-29ddd3bb0a9a.crl',
    }),
    CaInstanceStatus: string({
      required: true,
      about: 'normal; revoked when the CA or one above it is revoked; expired.',
      example: 'normal',
    }),
    HashCode: string({
      about: 'Changes whenever what the CRL revokes does. Absent together with CrlUrl.',
      example: '5481d1b1228f6f2d0a6f7b1c40ee70dc8cd2f2c9d4a7c3d6b0f7b6d0a1c3e5f7',
    }),
    NextUpdateTime: string({
      about: 'The end of the CRL that is published now, in milliseconds since 1970. Absent together with CrlUrl.',
      example: '1778688000000',
    }),
    CaType: string({
      required: true,
      about: 'localCA where the key of the CA is held here, externalCA where it is not.',
      example: 'localCA',
    }),
  },
  errors: {
    MissingCaIdentifier: {
      status: 400,
      message: 'CaIdentifier is mandatory for this action.',
      advice: 'Give CaIdentifier, as listed by DescribeCACertificateList, or Uuid.',
    },
  },
  examples: [
    {
      title: 'The CRL of a sub CA',
      request: { CaIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a' },
      response: {
        CrlUrl: 'http://127.0.0.1:8088/crl/1000000000000001/1ed40789-483f-6023-b6b8-29ddd3bb0a9a.crl',
        CaInstanceStatus: 'normal',
        HashCode: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        NextUpdateTime: '1778688000000',
        CaType: 'localCA',
      },
    },
  ],
  seeAlso: ['DescribeCACertificate', 'CreateSubCACertificate'],
  differences: [
    'CaInstanceStatus is normal, revoked or expired, and CaType localCA or externalCA; of the cloud only normal and uploadCA are known.',
    'HashCode is SHA-256 over the entries of the CRL.',
  ],
  resolve: ({ CaIdentifier, Uuid }, call) => resolveResources([CaIdentifier ?? [], Uuid ?? []].flat(), false, call),

  async handle({ CaIdentifier, Uuid }, { accountId, now, publishedLists, fail }) {
    if (CaIdentifier === undefined && Uuid === undefined) throw fail('MissingCaIdentifier');
    const published = await publishedLists.get(accountId, { id: CaIdentifier, instanceUuid: Uuid }, now);
    const { authority } = published;
    const isRevoked = authority.status === 'revoked' || authority.revokedAboveAt !== undefined;
    return {
      CrlUrl: published.url,
      CaInstanceStatus: isRevoked ? 'revoked' : authority.notAfter <= now ? 'expired' : 'normal',
      HashCode: published.entriesHash,
      NextUpdateTime: published.nextUpdate && String(published.nextUpdate.getTime()),
      CaType: `${authority.origin}CA`,
    };
  },
});
