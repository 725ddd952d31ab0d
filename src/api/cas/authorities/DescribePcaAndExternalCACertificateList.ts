import { list, object, string } from '../../../spec/field.js';
import { PRINTABLE, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { longPageRequest, pageAnswer, pageOf, pageResponse } from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import { authorityExternalShape, showExternal } from './authority-fields.js';

export default cas.operation({
  action: 'DescribePcaAndExternalCACertificateList',
  summary: 'Lists the CAs of the account, those whose key is elsewhere among them, newest first.',

  ram: permission('DescribePcaAndExternalCACertificateList', 'get'),

  request: {
    ...longPageRequest,
    Identifiers: string({
      names: 'cas.authority',
      maxLength: 8192,
      pattern: VISIBLE_ASCII,
      about: 'Only the CAs with these identifiers, separated by commas.',
      example: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a,1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
    }),
    KeyWord: string({
      minLength: 1,
      maxLength: 128,
      pattern: PRINTABLE,
      about: 'Only CAs whose common name or subject holds this, in whatever case.',
      example: 'example',
    }),
  },
  response: {
    ...pageResponse,
    CertificateList: list(object(authorityExternalShape, {}), { required: true, about: 'The CAs of the page.' }),
  },
  errors: {},
  examples: [
    {
      title: 'CAs by a word in their name',
      request: { KeyWord: 'example' },
      response: {
        CurrentPage: 1,
        ShowSize: 50,
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
          },
        ],
      },
    },
  ],
  seeAlso: ['DescribeCACertificateList', 'CreateExternalCACertificate'],
  differences: ['KeyWord is looked for in subjects; CAs have no alternative names.'],

  async handle(input, { accountId, authorities }) {
    const page = pageOf(input);
    const ids = input.Identifiers?.split(',').filter(id => id !== '');
    const found =
      ids?.length === 0
        ? { items: [], total: 0 }
        : input.KeyWord === undefined
          ? await authorities.list(accountId, { ids }, page)
          : await authorities.find(accountId, { ids }, input.KeyWord, page);
    return { ...pageAnswer(page, found), CertificateList: found.items.map(showExternal) };
  },
});
