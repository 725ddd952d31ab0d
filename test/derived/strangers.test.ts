/** A caller that names a thing of another account learns as much as one that names a thing that is not there: nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';
import type { Reply } from '../signed-client.js';
import { Scratch } from '../strangers/commands.js';
import { declarations } from './declarations.js';
import { insteadOfExamples, nameOf, namesIn, namesOf, requestWith, usualIn } from './requests.js';
import { recipes, Things } from './things.js';

/** Name nothing that has to be there. It may only get shorter. */
const NAME_NOTHING = [
  'cas CreateRootCACertificate',
  'cas DescribeCACertificateCount',
  'cas ListPcaCaCertificate',
  'cas ListRevokeCertificate',
  'ims CreateOIDCProvider',
  'ims GetPasswordPolicy',
  'ims GetSecurityPreference',
  'ims ListOIDCProviders',
  'ims SetPasswordPolicy',
  'ims SetSecurityPreference',
  'kms CreateNetworkRule',
  'kms DescribeAccountKmsStatus',
  'kms DescribeRegions',
  'kms GetDefaultKmsInstance',
  'kms GetRandomPassword',
  'kms ListAliases',
  'kms ListApplicationAccessPoints',
  'kms ListKeys',
  'kms ListKmsInstances',
  'kms ListNetworkRules',
  'kms ListPolicies',
  'kms ListSecrets',
  'kms OpenKmsService',
  'ram ChangePassword',
  'ram ClearAccountAlias',
  'ram CreateGroup',
  'ram CreatePolicy',
  'ram CreateRole',
  'ram CreateUser',
  'ram CreateVirtualMFADevice',
  'ram DecodeDiagnosticMessage',
  'ram GetAccountAlias',
  'ram GetPasswordPolicy',
  'ram GetSecurityPreference',
  'ram ListGroups',
  'ram ListPolicies',
  'ram ListRoles',
  'ram ListUsers',
  'ram ListVirtualMFADevices',
  'ram SetAccountAlias',
  'ram SetPasswordPolicy',
  'ram SetSecurityPreference',
  'resourcemanager ListResourceGroups',
  'sts GetCallerIdentity',
];

const scratch = new Scratch();
const instead = insteadOfExamples(scratch);

const operations = declarations.operations.map(
  operation => [`${operation.product.code} ${operation.action}`, operation] as const,
);
const naming = operations.flatMap(([name, operation]) =>
  namesIn(operation).map(named => [`${name} ${named.parameter}: ${named.kind}`, operation, named] as const),
);

let server: TestServer;
let owners: Things;
/** Two accounts, each with things of its own: what the first call changes cannot be what the second one meets. */
let askingForOwners: Things;
let askingForNone: Things;
let before: unknown;

beforeAll(async () => {
  server = await startTestServer();
  owners = new Things(server, server.root, 'owners');
  for (const kind of Object.keys(recipes)) await owners.get(kind);
  askingForOwners = new Things(server, await server.stranger(), 'own');
  askingForNone = new Things(server, await server.stranger(), 'own');
  before = await shownThings();
}, 60_000);
afterAll(() => server.close());

test('there is a thing of every kind', () => {
  expect(Object.keys(recipes).toSorted()).toEqual(Object.keys(declarations.kinds).toSorted());
});

test('every operation names something, or is known to name nothing', () => {
  const withoutNames = operations.filter(([, operation]) => namesIn(operation).length === 0).map(([name]) => name);
  expect(withoutNames.toSorted()).toEqual(NAME_NOTHING);
  expect(new Set(naming.map(([, operation]) => operation)).size).toBe(operations.length - NAME_NOTHING.length);
});

describe('of another account', () => {
  test.each(naming)('%s', async (_name, operation, named) => {
    const others = usualIn(operation).filter(({ parameter }) => parameter !== named.parameter);
    const ask = async (things: Things, name: string) => {
      const names = await namesOf(things, others);
      names.set(named.parameter, name);
      return things.owner.call(operation.product.version, operation.action, requestWith(operation, names, instead));
    };
    const theirs = await nameOf(owners, named);
    const absent = nobodys(theirs);
    const ofOwners = await ask(askingForOwners, theirs);
    const ofNone = await ask(askingForNone, absent);

    expect(told(ofOwners, theirs)).toEqual(told(ofNone, absent));
    for (const name of await allNames(owners)) {
      if (name !== theirs) expect(ofOwners.text).not.toContain(name);
    }
  });
});

test('what strangers named is as it was', async () => {
  expect(await shownThings()).toEqual(before);
});

/** Reading calls that answer differently each time. */
const ANSWERS_ANEW = new Set([
  'BatchGetSecretValue',
  'DescribeCertificatePrivateKey',
  'GetRandomPassword',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'AsymmetricSign',
  'AsymmetricEncrypt',
  'ExportDataKey',
  'GenerateAndExportDataKey',
  'ReEncrypt',
  'GetParametersForImport',
  // What an example has is no message of a denial.
  'DecodeDiagnosticMessage',
]);

/** A name of the same form that nobody has. */
function nobodys(name: string): string {
  if (/^\d+$/.test(name)) return String(Number(name) + 900_000_000);
  return name.replace(/[0-9a-z](?=[^0-9a-z]*$)/, last => (last === '0' ? '1' : '0'));
}

/** What an answer says, without what differs between any two calls: an error to the letter, anything else by its form. */
function told({ status, body }: Reply, name: string): unknown {
  if (status === 200) return { status, body: formOf(body) };
  return { status, code: body.Code, message: String(body.Message).replaceAll(name, '<name>') };
}

function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, formOf(member)]));
}

async function allNames(things: Things): Promise<string[]> {
  const all = [...(await things.all()).values()].flatMap(({ name, by }) => [name, ...Object.values(by)]);
  // A number may be part of anything.
  return [...new Set(all)].filter(name => !/^\d+$/.test(name));
}

/** All that their owner is shown of them. */
async function shownThings(): Promise<unknown> {
  const shown: unknown[] = [];
  for (const operation of declarations.operations) {
    if (operation.ram.access !== 'get' && operation.ram.access !== 'list') continue;
    if (ANSWERS_ANEW.has(operation.action)) continue;
    const request = requestWith(operation, await namesOf(owners, usualIn(operation)), instead);
    const { status, body } = await owners.owner.call(operation.product.version, operation.action, request);
    expect([operation.action, status]).toEqual([operation.action, 200]);
    // Both are made anew by each call.
    const { RequestId: _, Marker: __, ...answer } = body;
    shown.push([operation.action, answer]);
  }
  return shown;
}
