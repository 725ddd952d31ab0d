import type { AuthorityPlace } from '../../../ca/authority-store.js';
import { integer, list, object } from '../../../spec/field.js';
import {
  eitherAnswer,
  eitherPart,
  eitherRequest,
  pageRequest,
  pageResponse,
  tokenErrors,
  tokenResponse,
} from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { instanceShape, showInstance } from './instance-fields.js';

export default cas.operation({
  action: 'ListAllEndEntityInstance',
  summary: 'Lists the instances of the sub CAs that may issue certificates, newest first.',
  description:
    'Those that are neither revoked nor expired, whose key is held here, and below no CA that is revoked. Pages are asked for by number or, with MaxResults and NextToken, one after the other; NextToken wins.',

  ram: permission('ListAllEndEntityInstance', 'list'),

  request: {
    ...pageRequest,
    ...eitherRequest,
    ParentId: integer({
      names: 'cas.authority',
      minimum: 0,
      about: 'Only those directly below the CA with this numeric id.',
      example: 36739,
    }),
    RecursiveChildren: integer({
      about: 'With ParentId: anything but 0 lists those below it at whatever depth.',
      example: 1,
    }),
  },
  response: {
    ...pageResponse,
    ...tokenResponse,
    List: list(object(instanceShape, {}), { required: true, about: 'The instances of the page.' }),
  },
  errors: tokenErrors,
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
        List: [
          {
            Id: 36740,
            ParentId: 36739,
            InstanceId: 'cas_deposit-cn-1234abcd',
            Algorithm: 'ECC',
            CertCount: 1000000,
            IssuedCertCount: 29,
            Trial: false,
            Gift: false,
            Detail: { Identifier: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a', CommonName: 'Example Sub CA' },
          },
        ],
      },
    },
  ],
  seeAlso: ['AssignCertificateCount', 'GetCAInstanceStatus'],
  differences: ['RecursiveChildren says how deep the list goes; what it does on the cloud is not documented.'],

  async handle(input, { accountId, now, instances, markers }) {
    const { ParentId, RecursiveChildren = 0 } = input;
    const marked = { action: 'ListAllEndEntityInstance', accountId, filters: { ParentId, RecursiveChildren } };
    const part = await eitherPart<AuthorityPlace>(input, marked, markers);
    const below = ParentId === undefined ? undefined : { parentNumber: ParentId, recursive: RecursiveChildren !== 0 };
    const found = await instances.listIssuing(accountId, below, part, now);
    return { ...(await eitherAnswer(input, part, found, marked, markers)), List: found.items.map(showInstance) };
  },
});
