/** A policy counts for the ARN that an operation says it is about, and for no other. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '../../src/spec/operation.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { declarations } from './declarations.js';
import { insteadOfExamples, namesOf, requestWith, usualIn } from './requests.js';
import { Things } from './things.js';

const REGION = 'cn-hangzhou';
const scratch = new Scratch();
const instead = insteadOfExamples(scratch);

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ region: REGION });
});
afterAll(() => server.close());

/** What it names is the user that calls: no thing of the account. Its own suite asks for it. */
const ABOUT_THE_CALLER = new Set(['ChangePassword']);

const withArns = declarations.operations.filter(
  operation =>
    operation.ram.action !== undefined &&
    !operation.identityToken &&
    patternsOf(operation).some(pattern => pattern !== '*') &&
    !ABOUT_THE_CALLER.has(operation.action),
);

test('there are as many operations with ARNs as there were, or more', () => {
  expect(withArns.length).toBeGreaterThanOrEqual(49);
});

describe.each(withArns.map(operation => [`${operation.product.code} ${operation.action}`, operation] as const))(
  '%s',
  (name, operation) => {
    test('is allowed on its ARNs, and denied when one of them is another', async () => {
      // Things of its own: an operation may take away what it names.
      const suffix = name.replace(/\W/g, '-').toLowerCase();
      const things = new Things(server, server.root, suffix);
      const request = requestWith(operation, await namesOf(things, usualIn(operation)), instead);
      const arns = await filledArns(operation, request, things);
      const codeWith = async (user: string, resources: readonly string[]) => {
        const Statement = [
          {
            Effect: 'Allow',
            Action: [operation.ram.action, ...(operation.ram.dependentActions ?? [])],
            Resource: resources,
          },
        ];
        const client = await server.user(`${user}-${suffix}`, { Version: '1', Statement });
        return (await client.call(operation.product.version, operation.action, request)).body.Code;
      };

      const denied = operation.product.dialect.denied.code;
      for (const [index, arn] of arns.entries()) {
        const others = arns.with(index, arn.replace(/[^/:]*$/, 'another'));
        expect([others, await codeWith(`other${index}`, others)]).toEqual([others, denied]);
      }
      expect([arns, await codeWith('filled', arns)]).not.toEqual([arns, denied]);
    }, 20_000);
  },
);

function patternsOf({ ram }: Operation): readonly string[] {
  return typeof ram.resource === 'string' ? [ram.resource] : ram.resource;
}

/** What the placeholders of the operation stand for, written down here anew. */
async function filledArns(operation: Operation, request: Record<string, unknown>, things: Things): Promise<string[]> {
  const made = await things.all();
  const values: Record<string, unknown> = {
    account: server.accountId,
    region: REGION,
    policyOwner: server.accountId,
    roleOwner: server.accountId,
    userName: made.get('ram.user')?.name,
    groupName: made.get('ram.group')?.name,
    mfaDeviceName: made.get('ram.mfa-device')?.name.replace(/^.*\//, ''),
    roleName: made.get('ram.role')?.name,
    resourceName: made.get('ram.policy')?.name,
    policyName: made.get('ram.policy')?.name,
    AapName: made.get('kms.access-point')?.name,
    KeyId: made.get('kms.key')?.name,
    taggedKind: 'key',
    taggedName: made.get('kms.key')?.name,
    // Without its prefix, as ARNs have it.
    Alias: String(request.AliasName ?? '').slice('alias/'.length),
    SecretName: made.get('kms.secret')?.name,
    ...request,
  };
  return patternsOf(operation).map(pattern =>
    pattern.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      if (typeof value !== 'string') throw new Error(`Nothing here says what ${placeholder} stands for`);
      return value;
    }),
  );
}
