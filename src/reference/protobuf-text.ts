/** The messages of an operation as a `.proto` file has them. */
import type { Fields } from '../spec/field.js';
import type { Operation } from '../spec/operation.js';
import { protobufType } from '../spec/protobuf.js';

export function protoOf({ action, request, response }: Pick<Operation, 'action' | 'request' | 'response'>): string {
  return [messageOf(`${action}Request`, request), messageOf(`${action}Response`, response)].join('\n\n');
}

export function messageOf(name: string, fields: Fields): string {
  const lines = Object.entries(fields)
    .flatMap(([field, declared]) =>
      declared.number === undefined ? [] : [{ field, declared, number: declared.number }],
    )
    .sort((one, other) => one.number - other.number)
    .map(({ field, declared, number }) => `  ${protobufType(declared)} ${field} = ${number};`);
  return `message ${name} {\n${lines.join('\n')}\n}`;
}
