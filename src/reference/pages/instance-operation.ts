/** What the page of an instance's operation says otherwise than that of an RPC operation: permission, how it is sent, and examples. */
import type { Operation } from '../../spec/operation.js';
import { type Block, code, codeBlock, heading, type Inline, link, paragraph, strong } from '../document.js';
import { protoOf } from '../protobuf-text.js';

const KEY_USER = 'RbacPermission/Template/CryptoServiceKeyUser';
const SECRET_USER = 'RbacPermission/Template/CryptoServiceSecretUser';

/** Which permission a policy of an access point has to have, and what it has to name. */
export function accessPointPermission({ ram, product }: Operation): Block[] {
  const [resource = '*'] = [ram.resource].flat();
  const isSecret = resource.includes(':secret/');
  const named: Inline[] =
    resource === '*'
      ? []
      : [' and names the ', isSecret ? 'secret' : 'key', ' as ', code(isSecret ? 'secret/…' : 'key/…')];
  return [
    heading(2, 'Permission'),
    paragraph(
      'A policy of the access point whose scope is the instance, that has ',
      code(isSecret ? SECRET_USER : KEY_USER),
      ...named,
      '. RAM has no part in it: ',
      link(product.code, 'how an instance is called', 'how-an-instance-is-called'),
      '.',
    ),
  ];
}

export function messagesSection(operation: Operation): Block[] {
  return [
    heading(2, 'Messages'),
    codeBlock('text', protoOf(operation)),
    paragraph('Headers and signature: ', link(operation.product.code, operation.product.title, 'signature'), '.'),
  ];
}

/** Values of messages as JSON has them, in protobuf's own mapping: bytes as Base64. */
export function messageExamples({ examples }: Operation): Block[] {
  return [
    heading(2, 'Examples'),
    ...examples.flatMap(({ title, request, response }, index) => [
      heading(3, title, `example-${index + 1}`),
      paragraph(strong('Request')),
      codeBlock('json', JSON.stringify(request, null, 2)),
      paragraph(strong('Answer')),
      codeBlock('json', JSON.stringify(response, null, 2)),
    ]),
  ];
}
