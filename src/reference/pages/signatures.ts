/**
 * Both signatures, explained with a request that is signed while this page is built and then checked by the gateway's own
 * verification (`signed-example.ts`): a page that explains something else than what the server does cannot come into being.
 */
import { clockSkewMs, nonceLifetimeMs } from '../../domain/replay-window.js';
import type { Operation } from '../../spec/operation.js';
import {
  type Block,
  bullets,
  code,
  codeBlock,
  heading,
  link,
  type Page,
  paragraph,
  steps,
  strong,
  table,
} from '../document.js';
import { operationPage } from '../prose.js';
import { type ExampleCall, exampleAccessKey, type SignedExample, signV1, signV3 } from '../signed-example.js';
import type { ReferenceSource } from '../source.js';

export function signaturesPage({ catalogue, publicUrl }: ReferenceSource): Page {
  const operation = catalogue.findOperation('2020-06-30', 'DescribeCertificatePrivateKey') ?? catalogue.operations[0];
  if (!operation) throw new Error('there is no operation to sign a call of');
  const call: ExampleCall = {
    operation,
    parameters: operation.examples[0]?.request ?? {},
    host: new URL(publicUrl).host,
  };
  return {
    id: 'signatures',
    title: 'Signatures',
    summary:
      'How a request proves who sent it. Official clients sign by themselves; this is for those who write a client or look for a mistake.',
    above: [],
    blocks: [...introduction(operation), ...v3Section(signV3(call)), ...v1Section(signV1(call)), ...trouble()],
  };
}

const minutes = (ms: number): string => `${ms / 60_000} minutes`;

function introduction(operation: Operation): Block[] {
  return [
    paragraph(
      'The example is a call of ',
      link(operationPage(operation), operation.action),
      ' with the AccessKey ',
      code(exampleAccessKey.id),
      ' and the secret ',
      code(exampleAccessKey.secret),
      ', which exist on these pages only. This server computed every value below with the code that it checks requests with, and checked the result.',
    ),
    bullets([
      `A request is good for ${minutes(clockSkewMs)} before and after its time.`,
      `A nonce is good for one request; it is remembered until ${minutes(nonceLifetimeMs)} after the time of the request. Sign each attempt anew, with a new nonce and time.`,
      [
        'Percent-encoding here always means: UTF-8, each byte but ',
        code('A-Z a-z 0-9 - _ . ~'),
        ' as ',
        code('%XX'),
        ' in upper case. A space is ',
        code('%20'),
        '.',
      ],
    ]),
  ];
}

function v3Section(example: SignedExample): Block[] {
  return [
    heading(2, 'Signature V3', 'v3'),
    steps([
      [
        'Write the canonical request: method, path, query, signed headers, their names, and the hash of the body, with a line break between. The query has the parameters sorted by name, values percent-encoded. Headers are in lower case, sorted by name, each ',
        code('name:value'),
        ' and a line break, so that an empty line follows the last.',
      ],
      [
        'The string to sign is the name of the algorithm, a line break, and the SHA-256 of the canonical request in hex.',
      ],
      ['The signature is the HMAC-SHA256 of that with the secret, in hex.'],
      ['Name the signed headers and the signature in the header ', code('authorization'), '.'],
    ]),
    paragraph(strong('Canonical request')),
    codeBlock('text', example.canonicalRequest ?? ''),
    paragraph(strong('String to sign')),
    codeBlock('text', example.stringToSign),
    paragraph(strong('Signature')),
    codeBlock('text', example.signature),
    paragraph(strong('The same with openssl')),
    codeBlock(
      'sh',
      `printf %s ${shellWord(example.stringToSign)} |\n  openssl dgst -sha256 -hmac ${shellWord(exampleAccessKey.secret)}`,
    ),
    paragraph(strong('The request')),
    codeBlock('http', example.text),
    table(
      'Algorithms of V3',
      ['Algorithm', 'Hash', 'Signature', 'Key'],
      [
        [code('ACS3-HMAC-SHA256'), 'SHA-256', 'HMAC-SHA256, hex', 'the AccessKey secret'],
        [
          code('ACS3-HMAC-SM3'),
          ['SM3, also of the body, in ', code('x-acs-content-sm3'), ' or ', code('x-acs-content-sha256')],
          'HMAC-SM3, hex',
          'the AccessKey secret',
        ],
        [code('ACS3-RSA-SHA256'), 'SHA-256', 'RSA PKCS #1 v1.5 with SHA-256, hex', 'the key of a client key of KMS'],
      ],
    ),
    paragraph(
      'The headers ',
      code('x-acs-action'),
      ', ',
      code('x-acs-version'),
      ', ',
      code('x-acs-date'),
      ', ',
      code('x-acs-signature-nonce'),
      ' and the hash of the body have to be among the signed ones, and so have ',
      code('content-type'),
      ' where there is a body and ',
      code('x-acs-security-token'),
      ' where there is one. Signatures of the generation after it, ',
      code('ACS4-HMAC-SHA256'),
      ' and ',
      code('ACS4-HMAC-SM3'),
      ', are accepted too.',
    ),
  ];
}

function v1Section(example: SignedExample): Block[] {
  return [
    heading(2, 'Signature V1', 'v1'),
    steps([
      'Take all parameters of query and form body but Signature, percent-encode names and values, sort them by name, and join them with equals signs and ampersands.',
      ['The string to sign is the method, ', code('&%2F&'), ', and that text percent-encoded once more.'],
      [
        'The signature is the HMAC-SHA1 of it with the secret followed by ',
        code('&'),
        ' as the key, in Base64. It is sent as the parameter ',
        code('Signature'),
        '.',
      ],
    ]),
    paragraph(strong('String to sign')),
    codeBlock('text', example.stringToSign),
    paragraph(strong('Signature')),
    codeBlock('text', example.signature),
    paragraph(strong('The same with openssl')),
    codeBlock(
      'sh',
      `printf %s ${shellWord(example.stringToSign)} |\n  openssl dgst -sha1 -hmac ${shellWord(`${exampleAccessKey.secret}&`)} -binary | openssl base64`,
    ),
    paragraph(strong('The request')),
    codeBlock('http', example.text),
    paragraph(
      'Other methods: ',
      code('HMAC-SHA256'),
      ', made alike, and ',
      code('SHA256withRSA'),
      ' with a client key of KMS: RSA PKCS #1 v1.5 with SHA-256 over the same string, in Base64.',
    ),
  ];
}

function trouble(): Block[] {
  return [
    heading(2, 'When the signature does not match'),
    paragraph(
      code('SignatureDoesNotMatch'),
      ' ends with the server’s own string to sign. Compare it with yours: if both are the same, the secret is wrong; if not, the first difference shows the mistake. For V3 the second line is the hash of the canonical request, so compare that request with the form above. Common mistakes: a proxy that changes the host, a plus sign instead of ',
      code('%20'),
      ', parameters added after signing, and the missing ',
      code('&'),
      ' after the secret in V1.',
    ),
  ];
}

/** In single quotes; a line break stands in them as it is. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
