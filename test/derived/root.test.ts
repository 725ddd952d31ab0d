/** The account itself may do everything: with real things it is answered with success, or with an error that the operation declares. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorsOf, isCode } from '../../src/reference/operation-errors.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { declarations } from './declarations.js';
import { insteadOfExamples, namesOf, requestWith, usualIn } from './requests.js';
import { Things } from './things.js';

const scratch = new Scratch();
const instead = insteadOfExamples(scratch);

let server: TestServer;
const succeeded: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const operations = declarations.operations.map(
  operation => [`${operation.product.code} ${operation.action}`, operation] as const,
);

describe('root is answered with success or a declared error', () => {
  test.each(operations)('%s', async (name, operation) => {
    // Things of its own: an operation may take away what it names.
    const things = new Things(server, server.root, name.replace(/\W/g, '-').toLowerCase());
    const request = requestWith(operation, await namesOf(things, usualIn(operation)), instead);
    const { status, body } = await server.root.call(operation.product.version, operation.action, request);
    if (status === 200) {
      succeeded.push(name);
      return;
    }
    const declared = errorsOf(operation).filter(
      ({ code, from }) => from === 'operation' || (from === 'product' && Object.hasOwn(operation.product.errors, code)),
    );
    expect(
      declared.some(({ code }) => isCode(code, String(body.Code))),
      `${body.Code}: ${body.Message}`,
    ).toBe(true);
  });
});

/** The account itself may not assume roles, and has no token of an identity provider. What was just made is neither revoked, deleted nor attached, and is in no group; the service is open, and the account's instance connected, from the start. */
/** What was just made is neither revoked, deleted nor attached, and is in no group; the account itself has no password, and the codes of an example are no device's; the service is open, and the account's instance connected, from the start. */
/** The account itself may not assume roles. What was just made is neither revoked, deleted nor attached, and is in no group; the service is open, and the account's instance connected, from the start. */
/** What was just made is neither revoked, deleted nor attached, and is in no group; the account itself has no password, and the codes of an example are no device's and its message no denial's; the service is open, and the account's instance connected, from the start. */
const REFUSED = [
  'cas DeleteClientCertificate',
  'kms OpenKmsService',
  'kms ConnectKmsInstance',
  'kms ReleaseKmsInstance',
  'kms CancelKeyDeletion',
  'kms CreateKeyVersion',
  'kms RestoreSecret',
  'ram RemoveUserFromGroup',
  'ram DetachPolicyFromUser',
  'ram DetachPolicyFromGroup',
  'ram DetachPolicyFromRole',
  'ram DeletePolicyVersion',
  'ram ChangePassword',
  'ram BindMFADevice',
  'ram DecodeDiagnosticMessage',
  'sts AssumeRole',
  'sts AssumeRoleWithOIDC',
];

test('and with success, but where the thing would have to be in another state', () => {
  const refused = operations.map(([name]) => name).filter(name => !succeeded.includes(name));
  expect(refused).toEqual(REFUSED);
});
