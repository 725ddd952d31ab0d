/** How answers look, success and error, in JSON and XML. */
import { gatewayError } from '../../gateway/gateway-error.js';
import { bullets, code, codeBlock, heading, link, type Page, paragraph, table } from '../document.js';
import { exampleAnswer, exampleError } from '../example-answer.js';
import type { ReferenceSource } from '../source.js';

/** What a denied user reads in an answer, decoded. */
const DIAGNOSIS = {
  AuthAction: 'yundun-cert:DescribeCertificatePrivateKey',
  AuthResource: '*',
  AuthPrincipal: {
    AuthPrincipalType: 'SubUser',
    AuthPrincipalOwnerId: '1000000000000001',
    AuthPrincipalDisplayName: '216959339000654321',
  },
  ExplicitDeny: true,
  NoPermissionPolicyType: 'AccountLevelIdentityBasedPolicy',
  MatchedPolicies: [
    {
      Effect: 'Deny',
      PolicyIdentifier: 'no-private-keys',
      PolicyType: 'Custom',
      PolicyVersion: 'v1',
      Statement: 0,
      Sid: 'KeysStayHere',
    },
  ],
};

export function answersPage({ catalogue, publicUrl }: ReferenceSource): Page {
  const operation = catalogue.findOperation('2015-04-01', 'GetCallerIdentity') ?? catalogue.operations[0];
  const [example] = operation?.examples ?? [];
  const samples =
    operation && example
      ? [
          codeBlock('json', exampleAnswer(operation, example.response, 'json')),
          codeBlock('xml', exampleAnswer(operation, example.response, 'xml')),
        ]
      : [];
  const error = gatewayError('InvalidTimeStamp.Expired');
  return {
    id: 'answers',
    title: 'Answers',
    summary: 'What comes back: a JSON object, or an XML document where the request asked for one.',
    above: [],
    blocks: [
      heading(2, 'Success'),
      paragraph(
        'Status 200. The body has the response elements of the operation and ',
        code('RequestId'),
        ', which also stands in the header ',
        code('x-acs-request-id'),
        '. Integers and booleans are JSON numbers and booleans. Answers are not cached.',
      ),
      ...samples,
      heading(2, 'Error'),
      paragraph('Status 4xx or 5xx; the body always has this form.'),
      ...(operation ? [codeBlock('json', exampleError(operation, error, 'json', publicUrl))] : []),
      table(
        'Elements of an error',
        ['Element', 'Meaning'],
        [
          [code('RequestId'), 'The id of the request.'],
          [code('HostId'), 'The address that the client used.'],
          [code('Code'), ['The error code. ', link('errors', 'All codes')]],
          [code('Message'), 'What is wrong, in a sentence.'],
          [code('Recommend'), 'The page that explains the code.'],
          [code('HttpStatus'), 'The HTTP status once more. Of KMS only.'],
          [
            code('AccessDeniedDetail'),
            'Where a permission is missing: who asked (AuthPrincipalType, AuthPrincipalDisplayName, AuthPrincipalOwnerId), for what (AuthAction, AuthResource), and whether nothing allowed it or something denied it (NoPermissionType, PolicyType). EncodedDiagnosticMessage names the statement; see below.',
          ],
        ],
      ),
      paragraph(
        'A throttled call also has the header ',
        code('x-acs-retry-after'),
        ': the milliseconds after which the next call is welcome.',
      ),
      heading(2, 'A denial', 'denial'),
      paragraph(
        code('EncodedDiagnosticMessage'),
        ' in ',
        code('AccessDeniedDetail'),
        ' is JSON in Base64url. Anybody can read it: ',
        code('base64 -d | jq'),
        ' does, after ',
        code("tr '_-' '/+'"),
        '. For example:',
      ),
      codeBlock('json', JSON.stringify(DIAGNOSIS, null, 2)),
      bullets([
        [
          code('ExplicitDeny'),
          ' is true where a statement with Effect Deny covers the call. ',
          code('MatchedPolicies'),
          ' then names the policy, its version, and the place of the statement in it (',
          code('Statement'),
          ', counted from 0) with its ',
          code('Sid'),
          ', if it has one. That statement has to be changed or the policy detached; no Allow outweighs it.',
        ],
        [
          code('ExplicitDeny'),
          ' is false where no statement allows the call; ',
          code('MatchedPolicies'),
          ' is empty. A policy has to be attached that allows ',
          code('AuthAction'),
          ' on ',
          code('AuthResource'),
          '. A call can need a permission on several resources: then this is the first that is missing.',
        ],
        [
          'Only policies of the caller are named. Whether an allow failed for its condition is in the audit record: ',
          code('chancery audit show <RequestId>'),
          '.',
        ],
      ]),
      heading(2, 'XML'),
      paragraph('The parameter ', code('Format=XML'), ' asks for XML, with either signature.'),
      bullets([
        'A list becomes one element for each entry, all of the list’s name.',
        ['The root is ', code('OperationResponse'), ' or ', code('Error'), '; of KMS it is always ', code('KMS'), '.'],
        'Characters that XML 1.0 cannot hold are left out.',
      ]),
    ],
  };
}
