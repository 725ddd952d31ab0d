import type { AuthorityPlace } from '../../../ca/authority-store.js';
import { integer, list, object, string } from '../../../spec/field.js';
import { tokenAnswer, tokenErrors, tokenPart, tokenRequest, tokenResponse } from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';

export default cas.operation({
  action: 'ListPcaCaCertificate',
  summary: 'Lists the CAs of the account in short, newest first.',

  ram: permission('ListPcaCaCertificate', 'list'),

  request: tokenRequest(20, 2000),
  response: {
    ...tokenResponse,
    TotalCount: integer({ required: true, about: 'How many CAs there are.', example: 1 }),
    List: list(
      object(
        {
          CertIdentifier: string({ about: 'The CA.', example: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a' }),
          CommonName: string({ about: 'Common name of its subject.', example: 'Example Sub CA' }),
          IssuerIdentifier: string({
            about: 'The CA above; of a root, itself.',
            example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
          }),
          PrivateCaInstanceId: string({ about: 'Its instance.', example: 'cas_deposit-cn-1234abcd' }),
          PrivateCaRegionId: string({ about: 'The region of this server.', example: 'cn-hangzhou' }),
          Status: string({ about: 'ISSUE or REVOKE.', example: 'ISSUE' }),
          UserId: string({ about: 'The account.', example: '1000000000000001' }),
        },
        {},
      ),
      { required: true, about: 'The CAs.' },
    ),
  },
  errors: tokenErrors,
  examples: [
    {
      title: 'The first CAs',
      request: { MaxResults: 20 },
      response: {
        MaxResults: 20,
        TotalCount: 1,
        List: [
          {
            CertIdentifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            CommonName: 'Example Root CA',
            IssuerIdentifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            PrivateCaInstanceId: 'cas_deposit-cn-1234abcd',
            PrivateCaRegionId: 'cn-hangzhou',
            Status: 'ISSUE',
            UserId: '1000000000000001',
          },
        ],
      },
    },
  ],
  seeAlso: ['DescribeCACertificateList', 'DescribeCACertificate'],

  async handle(input, { accountId, region, authorities, markers }) {
    const marked = { action: 'ListPcaCaCertificate', accountId };
    const part = await tokenPart<AuthorityPlace>(input, marked, markers);
    const found = await authorities.list(accountId, {}, part);
    const rows = found.items.map(({ id, subject, parentId, instanceId, status }) => ({
      CertIdentifier: id,
      CommonName: subject.commonName,
      IssuerIdentifier: parentId ?? id,
      PrivateCaInstanceId: instanceId,
      PrivateCaRegionId: region,
      Status: status === 'issued' ? 'ISSUE' : 'REVOKE',
      UserId: accountId,
    }));
    return { ...(await tokenAnswer(part, found, marked, markers)), TotalCount: found.total, List: rows };
  },
});
