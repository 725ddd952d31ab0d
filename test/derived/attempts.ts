/** Whether somebody may call an operation, tried with its example. */
import type { Operation } from '../../src/spec/operation.js';
import type { TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';

export function allow(...actions: string[]) {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
}

/** The account of the examples is that of the server: what they name is not there, but it could be. */
export function callExample(server: TestServer, client: SignedClient, { product, action, examples }: Operation) {
  const text = JSON.stringify(examples[0]?.request ?? {}).replaceAll('::1000000000000001:', `::${server.accountId}:`);
  return client.call(product.version, action, JSON.parse(text) as Record<string, unknown>);
}
