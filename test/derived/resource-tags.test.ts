/** Tags of keys and secrets are conditions of policies in every operation that addresses them, and so are their own policies. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { Scratch } from '../strangers/commands.js';
import { declarations } from './declarations.js';
import { insteadOfExamples, namesOf, requestWith, usualIn } from './requests.js';
import { Things } from './things.js';

const KMS = '2016-01-20';
const scratch = new Scratch();
const instead = insteadOfExamples(scratch);

let server: TestServer;
let red: SignedClient;
let blue: SignedClient;
let named: SignedClient;

beforeAll(async () => {
  server = await startTestServer();
  const allowing = (team: string) => ({
    Version: '1',
    Statement: [
      // Managed secrets need permissions of RAM besides.
      { Effect: 'Allow', Action: 'ram:*', Resource: '*' },
      { Effect: 'Allow', Action: 'kms:*', Resource: '*', Condition: { StringEquals: { 'kms:tag/team': team } } },
    ],
  });
  red = await server.user('red', allowing('red'));
  blue = await server.user('blue', allowing('blue'));
  named = await server.user('named', allowing('red'));
});
afterAll(() => server.close());

const addressing = declarations.operations.filter(
  ({ product, ram }) => product.code === 'kms' && /\{(?:KeyId|SecretName|taggedName)\}/.test(String(ram.resource)),
);

test('there are as many operations with keys and secrets as there were, or more', () => {
  expect(addressing.length).toBeGreaterThanOrEqual(45);
});

describe.each(addressing.map(operation => [operation.action, operation] as const))('%s', (action, operation) => {
  test('is denied by other tags and by the policy of the thing itself, and allowed by the tags that it has', async () => {
    // Things of its own: an operation may take away what it names.
    const things = new Things(server, server.root, `tags-${action.toLowerCase()}`);
    const request = requestWith(operation, await namesOf(things, usualIn(operation)), instead);
    for (const thing of await keysAndSecrets(things)) {
      await things.call(KMS, 'TagResource', { ...thing, Tags: '[{"TagKey":"team","TagValue":"red"}]' });
      await things.call(KMS, 'KeyId' in thing ? 'SetKeyPolicy' : 'SetSecretPolicy', {
        ...thing,
        Policy: denying(server.accountId),
      });
    }
    const denied = operation.product.dialect.denied.code;
    const ask = async (client: SignedClient) => (await client.call(KMS, action, request)).body;
    expect((await ask(blue)).Code).toBe(denied);
    expect(await ask(named)).toMatchObject({
      Code: denied,
      AccessDeniedDetail: { NoPermissionType: 'ExplicitDeny', PolicyType: 'ResourceBasedPolicy' },
    });
    expect((await ask(red)).Code).not.toBe(denied);
  }, 30_000);
});

const denying = (accountId: string) => {
  const Principal = { RAM: [`acs:ram::${accountId}:user/named`] };
  return JSON.stringify({ Version: '1', Statement: [{ Effect: 'Deny', Principal, Action: 'kms:*', Resource: '*' }] });
};

type KeyOrSecret = { readonly KeyId: string } | { readonly SecretName: string };

async function keysAndSecrets(things: Things): Promise<KeyOrSecret[]> {
  return [...(await things.all())].flatMap(([kind, { name }]): KeyOrSecret[] => {
    if (name.startsWith('key-')) return [{ KeyId: name }];
    return kind.includes('secret') && !kind.includes('version') ? [{ SecretName: name }] : [];
  });
}
