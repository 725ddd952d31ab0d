import { list, object } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { revokedShape, showRevoked } from './certificate-text-fields.js';

export default cas.operation({
  action: 'ListRevokeCertificate',
  summary: 'Lists the revoked client and server certificates of the account, the last revoked first.',
  description: 'CAs are not in it, and neither is what was deleted.',

  ram: permission('ListRevokeCertificate', 'list'),
  qps: 10,

  request: pageRequest,
  response: {
    ...pageResponse,
    CertificateList: list(object(revokedShape, {}), { required: true, about: 'The certificates of the page.' }),
  },
  errors: {},
  examples: [
    {
      title: 'The first page',
      request: { CurrentPage: 1, ShowSize: 20 },
      response: {
        CurrentPage: 1,
        ShowSize: 20,
        PageCount: 1,
        TotalCount: 1,
        CertificateList: [
          {
            Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            CertificateType: 'CLIENT',
            Status: 'REVOKE',
            CommonName: 'alice',
            SerialNumber: '084bde9cd233f0ddae33adc438cfbbbd',
            BeforeDate: '2026-01-01T00:00Z',
            AfterDate: '2027-01-01T00:00Z',
            RevokeDate: '2026-01-31T08:00Z',
            ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
          },
        ],
      },
    },
  ],
  seeAlso: ['CreateRevokeClientCertificate', 'DeleteClientCertificate'],
  differences: ['Status is REVOKE; the sample of the cloud shows ISSUE.'],

  async handle(input, { accountId, certificates }) {
    const page = pageOf(input);
    const found = await certificates.listRevoked(accountId, page);
    return { ...pageAnswer(page, found), CertificateList: found.items.map(showRevoked) };
  },
});
