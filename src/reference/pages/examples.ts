/** The examples of an operation: the signed request and the answer, for both signatures and both formats. */
import type { Operation } from '../../spec/operation.js';
import { type Block, code, codeBlock, details, heading, link, paragraph, strong } from '../document.js';
import { exampleAnswer } from '../example-answer.js';
import { exampleAccessKey, signV1, signV3 } from '../signed-example.js';

/** `host` is what the requests address. */
export function examplesSection(operation: Operation, host: string): Block[] {
  if (operation.examples.length === 0) return [];
  return [
    heading(2, 'Examples'),
    paragraph(
      'The signatures are real: of these bytes, with the AccessKey ',
      code(exampleAccessKey.id),
      ' and the secret ',
      code(exampleAccessKey.secret),
      ', which exist on these pages only. How they are made: ',
      link('signatures', 'signatures'),
      '.',
    ),
    ...operation.examples.flatMap(({ title, request, response }, index) => {
      const call = { operation, parameters: request, host };
      return [
        heading(3, title, `example-${index + 1}`),
        paragraph(strong('Request with signature V3')),
        codeBlock('http', signV3(call).text),
        paragraph(strong('Answer in JSON')),
        codeBlock('json', exampleAnswer(operation, response, 'json')),
        details('The same with signature V1, answered in XML', [
          paragraph(strong('Request with signature V1')),
          codeBlock('http', signV1(call).text),
          paragraph(strong('Answer in XML')),
          codeBlock('xml', exampleAnswer(operation, response, 'xml')),
        ]),
      ];
    }),
  ];
}
