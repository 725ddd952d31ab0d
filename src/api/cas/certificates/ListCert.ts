import type { CertificatePlace } from '../../../ca/certificate-store.js';
import { list, object, oneOf, string } from '../../../spec/field.js';
import {
  eitherAnswer,
  eitherPart,
  eitherRequest,
  longPageRequest,
  pageResponse,
  tokenErrors,
  tokenResponse,
} from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { identifier } from '../shared-fields.js';
import { certificateMetaShape, showMeta } from './certificate-meta.js';
import { dateErrors, dateText, readDate } from './date-text.js';

export default cas.operation({
  action: 'ListCert',
  summary: 'Lists the certificates of the account, of one CA, of one kind or in one status, newest first.',
  description:
    'Pages are asked for by number (CurrentPage, ShowSize) or one after the other (MaxResults, NextToken); NextToken wins. With BeforeDate or AfterDate the certificate that was modified last comes first.',

  ram: permission('ListCert', 'list'),

  request: {
    ...longPageRequest,
    ...eitherRequest,
    InstanceUuid: identifier('Only certificates that the CA of this instance issued.', 'cas.issuer'),
    ParentIdentifier: identifier('Only certificates that this CA issued.', 'cas.issuer'),
    Type: oneOf(['SERVER', 'CLIENT', 'END_ENTITY'], {
      about: 'Only server certificates, only client certificates, or only those of CreateCustomCertificate.',
      example: 'SERVER',
    }),
    Status: oneOf(['ISSUE', 'REVOKE'], { about: 'Only certificates in this status.', example: 'ISSUE' }),
    BeforeDate: string({ ...dateText, about: 'Only certificates last modified before this time, UTC.' }),
    AfterDate: string({ ...dateText, about: 'Only certificates last modified at this time or after it, UTC.' }),
  },
  response: {
    ...pageResponse,
    ...tokenResponse,
    List: list(object(certificateMetaShape, {}), { required: true, about: 'The certificates of the page.' }),
  },
  errors: { ...tokenErrors, ...dateErrors },
  examples: [
    {
      title: 'The revoked certificates of a CA',
      request: { ParentIdentifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a', Status: 'REVOKE', MaxResults: 20 },
      response: {
        CurrentPage: 1,
        ShowSize: 20,
        PageCount: 1,
        TotalCount: 1,
        MaxResults: 20,
        List: [
          {
            Id: 1137354,
            Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
            CommonName: 'alice',
            CertificateType: 'CLIENT',
            Status: 'REVOKE',
            Algorithm: 'ECC',
            BeforeDate: '2026-05-19 08:00:00',
            AfterDate: '2027-05-19 08:00:00',
            KeyExportable: true,
            Tags: ['{"runtime":"production"}'],
          },
        ],
      },
    },
  ],
  seeAlso: ['ListClientCertificate', 'DescribeClientCertificate'],
  differences: [
    'Status is ISSUE or REVOKE, and CertificateType CLIENT, SERVER or END_ENTITY, as elsewhere; the sample of the cloud has other words.',
    'Dates as text are yyyy-MM-dd HH:mm:ss in UTC; the cloud does not say its zone.',
    'Extra is always absent: there is nothing to say in it.',
  ],

  async handle(input, { accountId, certificates, authorities, markers, fail }) {
    const { InstanceUuid, ParentIdentifier, Type, Status, BeforeDate, AfterDate } = input;
    const filters = { InstanceUuid, ParentIdentifier, Type, Status, BeforeDate, AfterDate };
    const marked = { action: 'ListCert', accountId, filters };
    const part = await eitherPart<CertificatePlace>(input, marked, markers);
    const from = readDate(AfterDate, () => fail('InvalidParameter.AfterDate'));
    const to = readDate(BeforeDate, () => fail('InvalidParameter.BeforeDate'));
    const ofInstance = InstanceUuid && ((await authorities.findIdOfUuid(accountId, InstanceUuid)) ?? NONE);
    const isNone = ParentIdentifier !== undefined && (ofInstance ?? ParentIdentifier) !== ParentIdentifier;
    const found = await certificates.search(
      accountId,
      {
        authorityId: isNone ? NONE : (ofInstance ?? ParentIdentifier),
        kind: Type && KINDS[Type],
        status: Status && (Status === 'ISSUE' ? 'issued' : 'revoked'),
        modified: from || to ? { from, to } : undefined,
      },
      part,
    );
    return { ...(await eitherAnswer(input, part, found, marked, markers)), List: found.items.map(showMeta) };
  },
});

/** No authority has this identifier. */
const NONE = '';

const KINDS = { SERVER: 'server', CLIENT: 'client', END_ENTITY: 'custom' } as const;
