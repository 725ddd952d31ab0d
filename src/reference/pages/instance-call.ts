/** How a KMS instance is called: on the page of its product, for all operations. */

import { maxMessageBytes } from '../../gateway/instance/admit.js';
import { errorMessage } from '../../gateway/instance/answers.js';
import { instanceErrors } from '../../gateway/instance/errors.js';
import { type Block, bullets, code, codeBlock, heading, paragraph, table } from '../document.js';
import { plainProse } from '../prose.js';
import { messageOf } from '../protobuf-text.js';
import { errorTable } from './error-table.js';

const HEADERS = [
  ['content-type', 'application/x-protobuf; not needed without a body.'],
  ['content-sha256', 'SHA-256 of the body in hex, in capitals; not needed without a body.'],
  ['date', 'The time of signing, at most 15 minutes off: Sat, 21 Nov 2026 17:29:38 GMT.'],
  ['x-kms-apiversion', 'dkms-gcs-0.2'],
  ['x-kms-apiname', 'The operation.'],
  ['x-kms-signaturemethod', 'RSA_PKCS1_SHA_256'],
  ['x-kms-acccesskeyid', 'The KeyId of the client key file. The name of the header has three c.'],
  ['x-kms-migrationkeyversionid', 'Where an operation says so: the version of a key. Answers have it too.'],
  ['authorization', 'Bearer and the signature in Base64.'],
] as const;

const STRING_TO_SIGN = `POST
<content-sha256>
<content-type>
<date>
x-kms-acccesskeyid:KAAP.11111111-2222-3333-4444-555555555555
x-kms-apiname:Encrypt
x-kms-apiversion:dkms-gcs-0.2
x-kms-signaturemethod:RSA_PKCS1_SHA_256
/`;

export function instanceCallSection(): Block[] {
  return [
    heading(2, 'How an instance is called'),
    paragraph(
      'With a client key of KMS, through the vendor’s clients for it, which are named dkms-gcs. A call is ',
      code('POST /'),
      ` on the same port as all others, with one protobuf message of at most ${maxMessageBytes} bytes; the headers say which operation it is. Bytes stand as Base64 in the examples of these pages, and travel as they are.`,
    ),
    bullets([
      [
        'A host whose first label is the id of an instance, such as ',
        code('kst-….example.com'),
        ', addresses that instance. Every other name and address of the server stands for the instance that the account has from the start.',
      ],
      'What a client key may do is said by the policies of its access point whose scope is the instance. RAM has no part in it.',
      'A signature may be used again within its quarter of an hour, as the vendor’s clients do: no operation changes anything.',
    ]),
    table(
      'Headers',
      ['Header', 'Value'],
      HEADERS.map(([name, value]) => [code(name), value]),
    ),
    heading(2, 'Signature'),
    paragraph(
      'RSASSA-PKCS1-v1_5 with SHA-256 and the private key of the client key, over this text: all headers that begin with ',
      code('x-kms-'),
      ' are in it, in the order of their names, and there is no line end after the last character.',
    ),
    codeBlock('text', STRING_TO_SIGN),
    heading(2, 'Errors'),
    paragraph('The body of every answer with a status from 400 on is this message:'),
    codeBlock('text', messageOf('Error', errorMessage)),
    errorTable(
      'Errors before an operation is reached',
      Object.entries(instanceErrors).map(([name, error]) => ({ code: name, ...error, from: 'product' as const })),
      plainProse,
    ),
  ];
}
