/** The operations that the console leads to from an answer are there, and take what they are given. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FOLLOW_UPS } from '../../console/src/answer/follow-ups';
import type { Field, Operation } from '../../console/src/description/model';
import { readMessages } from '../../console/src/description/read-product';
import type { MessagesDocument } from '../../console/src/description/wire';
import { startTestServer, type TestServer } from '../server.js';
import { describedOperations, operationOf } from './described';

let server: TestServer;
let operations: readonly Operation[];
beforeAll(async () => {
  server = await startTestServer();
  const messages = await fetch(`${server.url}/openapi/kms-instance.messages.json`);
  const ofInstances = readMessages((await messages.json()) as MessagesDocument).operations;
  operations = [...(await describedOperations(server.url)), ...ofInstances];
});
afterAll(() => server.close());

function has(fields: readonly Field[] | undefined, path: string): boolean {
  const [name, ...rest] = path.split('.');
  const field = fields?.find(it => it.name === name);
  return field !== undefined && (rest.length === 0 || has(field.fields, rest.join('.')));
}

test.each(FOLLOW_UPS.map(followUp => [`${followUp.from.join(', ')} to ${followUp.to}`, followUp] as const))(
  '%s',
  (_title, { product, from, to, answered, sent = {} }) => {
    const next = operationOf(operations, product, to);
    const filled = Object.keys({ ...answered, ...sent });
    expect(filled.filter(name => !has(next.request, name))).toEqual([]);
    const needed = next.request.filter(({ name, required }) => required && filled.includes(name));
    for (const action of from) {
      const { request, response } = operationOf(operations, product, action);
      const lacking = needed.filter(
        ({ name }) => !has(response, answered[name] ?? '') && !has(request, sent[name] ?? ''),
      );
      expect(lacking.map(({ name }) => `${action} has nothing for ${name}`)).toEqual([]);
    }
  },
);
