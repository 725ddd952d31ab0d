import { integer, list, object } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { identifier, resourceGroupFilter } from '../shared-fields.js';
import { certificateListShape, showListed } from './certificate-fields.js';

export default cas.operation({
  action: 'ListClientCertificate',
  summary: 'Lists the client and server certificates of the account in whatever status, newest first.',

  ram: permission('ListClientCertificate', 'list'),
  qps: 10,

  request: {
    ...pageRequest,
    Identifier: identifier('Only the certificate with this identifier.', 'cas.certificate'),
    ResourceGroupId: resourceGroupFilter,
  },
  response: {
    ...pageResponse,
    MaxResults: integer({ required: true, about: 'Entries on a page, once more.', unit: 'entries', example: 20 }),
    CertificateList: list(object(certificateListShape, {}), { required: true, about: 'The certificates of the page.' }),
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
        MaxResults: 20,
        CertificateList: [
          {
            Id: 1137354,
            Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            CertificateType: 'CLIENT',
            Status: 'ISSUE',
            CommonName: 'alice',
            Algorithm: 'ECC',
            KeySize: 256,
            Days: 365,
            ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
          },
        ],
      },
    },
  ],
  seeAlso: ['DescribeClientCertificate'],

  async handle(input, { accountId, certificates }) {
    const page = pageOf(input);
    const filter = { id: input.Identifier, resourceGroupId: input.ResourceGroupId };
    const found = await certificates.list(accountId, filter, page);
    return { ...pageAnswer(page, found), MaxResults: page.size, CertificateList: found.items.map(showListed) };
  },
});
