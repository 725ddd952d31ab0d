import type { AuthorityFilter } from '../../../ca/authority-store.js';
import { list, object, oneOf } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { identifier, resourceGroupFilter } from '../shared-fields.js';
import { authorityListShape, showListed } from './authority-fields.js';

export default cas.operation({
  action: 'DescribeCACertificateList',
  summary: 'Lists the root and sub CAs of the account, newest first.',

  ram: permission('DescribeCACertificateList', 'list'),
  qps: 10,

  request: {
    ...pageRequest,
    Identifier: identifier('Only the CA with this identifier.', 'cas.authority'),
    CertType: oneOf(['root', 'subRoot', 'externalCa'], {
      about: 'Only root CAs, only sub CAs, or only those of them whose key is elsewhere.',
      example: 'subRoot',
    }),
    CaStatus: oneOf(['issue', 'forbidden', 'revoke'], {
      about: 'Only CAs that may issue, only disabled ones, of which there are none, or only revoked ones.',
      example: 'issue',
    }),
    ValidStatus: oneOf(['valid', 'notValid'], {
      about: 'Only CAs that have not expired, or only expired ones.',
      example: 'valid',
    }),
    IssuerType: oneOf(['local', 'iTrusChina', 'external'], {
      about:
        'Only CAs whose key is held here, only those of a third party, of which there are none, or only those whose key is elsewhere.',
      example: 'local',
    }),
    ResourceGroupId: resourceGroupFilter,
  },
  response: {
    ...pageResponse,
    CertificateList: list(object(authorityListShape, {}), { required: true, about: 'The CAs of the page.' }),
  },
  errors: {},
  examples: [
    {
      title: 'The sub CAs',
      request: { CertType: 'subRoot' },
      response: {
        CurrentPage: 1,
        ShowSize: 20,
        PageCount: 1,
        TotalCount: 1,
        CertificateList: [
          {
            Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
            CertificateType: 'SUB_ROOT',
            Status: 'ISSUE',
            CommonName: 'Example Sub CA',
            ParentIdentifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            Algorithm: 'ECC',
            KeySize: 256,
            Years: 5,
            Trial: 0,
            Gift: 0,
          },
        ],
      },
    },
  ],
  seeAlso: ['DescribeCACertificate'],

  async handle(input, { accountId, now, authorities }) {
    const page = pageOf(input);
    const { CertType, CaStatus, ValidStatus, IssuerType } = input;
    const origin = CertType === 'externalCa' ? 'external' : IssuerType;
    // One CA has one origin, so two that differ match nothing.
    const differs = IssuerType !== undefined && IssuerType !== origin;
    const nothing = CaStatus === 'forbidden' || origin === 'iTrusChina' || differs;
    const filter: AuthorityFilter = {
      id: input.Identifier,
      kind: CertType && (CertType === 'root' ? 'root' : 'sub'),
      origin: origin === 'iTrusChina' ? undefined : origin,
      status: CaStatus && (CaStatus === 'issue' ? 'issued' : 'revoked'),
      expiry: ValidStatus && { expired: ValidStatus === 'notValid', at: now },
      resourceGroupId: input.ResourceGroupId,
    };
    const found = nothing ? { items: [], total: 0, next: undefined } : await authorities.list(accountId, filter, page);
    return { ...pageAnswer(page, found), CertificateList: found.items.map(showListed) };
  },
});
