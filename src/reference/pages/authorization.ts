/** What the columns of the RAM authorization tables mean. */
import { bullets, code, codeBlock, heading, link, type Page, paragraph, strong, table } from '../document.js';

const POLICY = {
  Version: '1',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['yundun-cert:List*', 'yundun-cert:Describe*'],
      Resource: '*',
    },
    {
      Effect: 'Deny',
      Action: 'yundun-cert:DescribeCertificatePrivateKey',
      Resource: '*',
      Condition: { NotIpAddress: { 'acs:SourceIp': '192.0.2.0/24' } },
    },
  ],
};

export const authorizationPage: Page = {
  id: 'authorization',
  title: 'RAM authorization',
  summary: 'What the table of that name on the page of an operation means, and how to write a policy from it.',
  above: [],
  blocks: [
    paragraph(
      'The account itself may do everything. A RAM user may do what a policy allows that is attached to the user, unless another denies it. All actions in one list: ',
      link('policy', 'actions for policies'),
      '.',
    ),
    heading(2, 'Columns'),
    bullets([
      [strong('Action'), ': what stands in the Action element of a policy statement to grant the operation.'],
      [
        strong('Access level'),
        ': create, list, get, update or delete. The read-only system policies grant list and get, except for operations that hand out secrets.',
      ],
      [
        strong('Resource type'),
        ': the kind of thing the permission is asked for, with the ARN for the Resource element. A type marked with an asterisk has to be covered by the statement; of several, each. In an ARN, ',
        code('{region}'),
        ' is the region of the server, ',
        code('{account}'),
        ' the account id, and any other name in braces the thing that the request names. All Resources means that the operation knows no single resources: write ',
        code('*'),
        '.',
      ],
      [
        strong('Condition key'),
        ': what the Condition element can ask beyond the keys that every request has, which are listed below.',
      ],
      [strong('Dependent action'), ': further actions that the caller needs for the operation to succeed.'],
    ]),
    heading(2, 'Condition keys of every request'),
    table(
      'Condition keys of every request',
      ['Key', 'Value'],
      [
        [code('acs:CurrentTime'), 'The time of the request, yyyy-MM-ddTHH:mm:ssZ.'],
        [code('acs:SecureTransport'), 'Whether the request came over TLS: true or false.'],
        [code('acs:SourceIp'), 'The address that the request came from.'],
        [code('acs:PrincipalARN'), 'The ARN of the caller.'],
        [code('acs:MFAPresent'), 'Whether the caller used a second factor: true or false.'],
      ],
    ),
    paragraph('A key that a request does not have is absent: positive operators on it are false, negative ones true.'),
    heading(2, 'A policy'),
    codeBlock('json', JSON.stringify(POLICY, null, 2)),
    paragraph(
      'The first statement allows to list and read all that the private CA has, private keys included; the second takes the private keys away again, except for requests from one network. No allow outweighs a deny. Make a policy with ',
      link('ram/CreatePolicy', 'CreatePolicy'),
      ' and attach it with ',
      link('ram/AttachPolicyToUser', 'AttachPolicyToUser'),
      '.',
    ),
    paragraph(
      'A caller who is denied is told which statement of the policies attached to them denied the call, or that none allows it: ',
      link('answers', 'a denial', 'denial'),
      '.',
    ),
  ],
};
