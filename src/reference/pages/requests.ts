/** Common request parameters, and how the parameters of an operation are written. */
import { maxFormBytes, maxParameters, maxQueryBytes, maxValueBytes } from '../../gateway/parameters.js';
import { maxHeadBytes, maxHeaders, maxJsonBytes } from '../../gateway/request-limits.js';
import { bullets, code, heading, link, type Page, paragraph, strong, table } from '../document.js';

const V3_HEADERS = [
  ['authorization', 'Yes', 'Algorithm, AccessKeyId, names of the signed headers, signature.', 'no'],
  ['x-acs-action', 'Yes', 'The operation.', 'yes'],
  ['x-acs-version', 'Yes', 'The API version of the product.', 'yes'],
  ['x-acs-date', 'Yes', 'The time of signing, yyyy-MM-ddTHH:mm:ssZ in UTC.', 'yes'],
  ['x-acs-signature-nonce', 'Yes', 'Another text for each request, 1 to 128 printable ASCII characters.', 'yes'],
  ['x-acs-content-sha256', 'Yes', 'SHA-256 of the body in lower-case hex; of nothing, if there is no body.', 'yes'],
  ['x-acs-security-token', 'With temporary AccessKeys', 'The security token.', 'yes'],
  ['content-type', 'With a body', 'The type of the body.', 'yes'],
  ['host', 'Yes', 'The address, with its port.', 'recommended'],
] as const;

const V1_PARAMETERS = [
  ['Action', 'Yes', 'The operation.'],
  ['Version', 'Yes', 'The API version of the product.'],
  ['AccessKeyId', 'Yes', 'Who calls.'],
  ['Signature', 'Yes', 'The signature, in Base64.'],
  ['SignatureMethod', 'Yes', 'HMAC-SHA1, HMAC-SHA256, or SHA256withRSA with a client key of KMS.'],
  ['SignatureVersion', 'Yes', '1.0'],
  ['SignatureNonce', 'Yes; KMS: recommended', 'Another text for each request, 1 to 128 printable ASCII characters.'],
  ['Timestamp', 'Yes', 'The time of signing, yyyy-MM-ddTHH:mm:ssZ in UTC.'],
  ['Format', 'No', 'JSON or XML, in either case; JSON if it is left out.'],
  ['SecurityToken', 'With temporary AccessKeys', 'The security token.'],
  ['RegionId', 'No', 'Sent by some clients, and ignored.'],
] as const;

export const requestsPage = (): Page => ({
  id: 'requests',
  title: 'Common request parameters',
  summary: 'What every request carries, and how the parameters of an operation are written.',
  above: [],
  blocks: [
    paragraph(
      'All operations of all products answer at one address, ',
      code('/'),
      '. The API version tells the product, and the name of the operation does the rest. GET and POST are both served. Official clients do all of this by themselves once their endpoint is this server; this page is for those who write a client or read a trace.',
    ),
    heading(2, 'With signature V3'),
    paragraph('Common parameters are headers. This is what current official clients do.'),
    table(
      'Common headers',
      ['Header', 'Required', 'Meaning', 'Signed'],
      V3_HEADERS.map(([name, ...rest]) => [code(name), ...rest]),
    ),
    heading(2, 'With signature V1'),
    paragraph(
      'Common parameters stand among the others, in the query or the form body. This is what older clients do.',
    ),
    table(
      'Common parameters',
      ['Parameter', 'Required', 'Meaning'],
      V1_PARAMETERS.map(([name, ...rest]) => [code(name), ...rest]),
    ),
    paragraph('How both are computed: ', link('signatures', 'signatures'), '.'),
    heading(2, 'Where parameters may stand'),
    bullets([
      [strong('Query'), ': the rule. Encoded as UTF-8 with percent signs; a plus sign is a space.'],
      [
        strong('Form body'),
        ': ',
        code('application/x-www-form-urlencoded'),
        ', for long values. Official clients put the parameters there that are marked so on the page of the operation; the server takes each from either place. A parameter in both places has the value of the body.',
      ],
      [
        strong('JSON body'),
        ': ',
        code('application/json'),
        ', one object whose members are the parameters, with their JSON types. With signature V3 only, since V1 does not cover it.',
      ],
    ]),
    paragraph(
      'Unknown parameters are ignored. Names are case-sensitive. A parameter given twice in one place is refused.',
    ),
    heading(2, 'How values are written'),
    table(
      'Forms of values',
      ['Value', 'Form', 'Example'],
      [
        [
          'Text',
          'As it is; an empty text is sent with an equals sign and counts as none where a value is needed.',
          code('Name=a%20b'),
        ],
        ['Integer', 'Decimal digits, no leading zeros.', code('Days=365')],
        [
          'Boolean',
          [code('true'), ' or ', code('false'), '; ', code('1'), ' and ', code('0'), ' are read too.'],
          code('Flag=true'),
        ],
        ['Array of scalars', 'Numbered from 1.', code('Names.1=a&Names.2=b')],
        ['Array of objects', 'Numbered from 1, with the member’s name.', code('Tags.1.Key=a&Tags.1.Value=b')],
        ['Object, map', 'With the member’s name.', code('Context.Key=a')],
        ['JSON text', 'One parameter that holds JSON.', code('Rules=%5B%22a%22%5D')],
      ],
    ),
    paragraph(
      'Wherever a page says array, object or map, the flattened form (',
      code('Tags.1.Key'),
      ') and one JSON text (',
      code('Tags=[{"Key":"a"}]'),
      ') are both read, since generations of official clients differ. A value that is left out, and null, is not sent.',
    ),
    heading(2, 'Limits'),
    table(
      'Limits of a request',
      ['What', 'Limit'],
      [
        ['Query', `${maxQueryBytes / 1024} KB`],
        ['Headers', `${maxHeaders}, ${maxHeadBytes / 1024} KB together with the query`],
        ['Form body', `${maxFormBytes / 1024 / 1024} MB`],
        ['JSON body', `${maxJsonBytes / 1024} KB: all parameters of any operation, each as long as it may be`],
        ['Body of any other type', 'none: it is not read'],
        ['One value of a form', `${maxValueBytes / 1024} KB`],
        ['Parameters', String(maxParameters)],
        ['Time in which all of it arrives', 'a minute'],
      ],
    ),
    paragraph(
      'Before more than 64 KB of a body are read, the access key and the date have to be good, where they stand in headers or query. The server holds a bounded number of bytes of all requests that are under way; where that is not enough, it gives up the one that has been arriving for longest and answers 503 ',
      code('ServiceUnavailable'),
      ' with ',
      code('Connection: close'),
      '. Such a call was not carried out: send it again, in one go.',
    ),
  ],
});
