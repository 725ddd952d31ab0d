/** From which CA a caller may issue: the CA that signs is looked at, and not only the group and tags that the caller gives to the new thing. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, type MadeAuthority, makeRoot, makeSub, names, notFound } from '../cas-calls.js';
import { makeCsr } from './csrs.js';

const MINE = 'rg-mine';
const SECRET = 'rg-secret';
const env = (Value: string) => [{ Key: 'env', Value }];

const scratch = new Scratch();
let mine: MadeAuthority;
let secret: MadeAuthority;
let prod: MadeAuthority;
let dev: MadeAuthority;
let foreign: MadeAuthority;
let csr: string;
const server = useTestServer();
beforeAll(async () => {
  const root = await makeRoot(server.root);
  const below = (parameters: object) => makeSub(server.root, root, { PathLenConstraint: 1, ...parameters });
  mine = await below({ ResourceGroupId: MINE });
  secret = await below({ ResourceGroupId: SECRET });
  prod = await below({ Tags: env('prod') });
  dev = await below({ Tags: env('dev') });
  foreign = await makeSub(server.otherAccount, await makeRoot(server.otherAccount), { ResourceGroupId: MINE });
  csr = makeCsr(scratch).csr;
});

const operations: readonly [action: string, request: () => object][] = [
  [
    'CreateSubCACertificate',
    () => ({ ...names, CommonName: 'Below', CountryCode: 'CN', Algorithm: 'ECC_256', Years: 1 }),
  ],
  ['CreateClientCertificate', () => ({ CommonName: 'alice' })],
  ['CreateClientCertificateWithCsr', () => ({ Csr: csr })],
  ['CreateServerCertificate', () => ({ CommonName: 'www.example.com', Algorithm: 'ECC_256' })],
  ['CreateServerCertificateWithCsr', () => ({ Csr: csr, Domain: 'www.example.com' })],
];

describe.each(operations)('%s', (action, request) => {
  const issue = (client: SignedClient, { Identifier }: { readonly Identifier: string }, parameters: object = {}) =>
    cas(client, action, { ParentIdentifier: Identifier, ...request(), ...parameters });
  const issued = { status: 200 };
  const denied = (NoPermissionType: string) => ({
    status: 403,
    body: {
      Code: 'Forbidden.NoPermission',
      AccessDeniedDetail: { AuthAction: `yundun-cert:${action}`, NoPermissionType },
    },
  });
  const name = (text: string) => `${text}-${action}`;
  const countIssued = async ({ Identifier }: MadeAuthority) =>
    ((await casOk(server.root, 'DescribeCACertificate', { Identifier })).Certificate as { CertIssuedCount: number })
      .CertIssuedCount;

  describe('for full access in one resource group', () => {
    let user: SignedClient;
    beforeAll(async () => {
      const UserName = name('in-group');
      user = await server.user(UserName);
      const { status } = await server.root.call('2015-05-01', 'AttachPolicyToUser', {
        UserName,
        PolicyName: 'AliyunYundunCertFullAccess',
        PolicyType: 'System',
        ResourceGroupId: MINE,
      });
      expect(status).toBe(200);
    });

    test('a CA of the group issues into the group', async () => {
      expect(await issue(user, mine, { ResourceGroupId: MINE })).toMatchObject(issued);
    });

    test('a CA of another group does not issue, whatever group is named', async () => {
      const before = await countIssued(secret);
      expect(await issue(user, secret, { ResourceGroupId: MINE })).toMatchObject(denied('ImplicitDeny'));
      expect(await issue(user, secret, { ResourceGroupId: SECRET })).toMatchObject(denied('ImplicitDeny'));
      expect(await countIssued(secret)).toBe(before);
    });

    test('a CA of the group issues neither into another group nor, without a name, into the default one', async () => {
      expect(await issue(user, mine, { ResourceGroupId: SECRET })).toMatchObject(denied('ImplicitDeny'));
      expect(await issue(user, mine)).toMatchObject(denied('ImplicitDeny'));
    });

    test("another account's CA looks absent", async () => {
      const absent = { Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' };
      for (const parent of [foreign, absent]) {
        expect(await issue(user, parent, { ResourceGroupId: MINE })).toEqual(notFound);
        expect(await issue(user, parent)).toMatchObject(denied('ImplicitDeny'));
      }
    });
  });

  test('a deny by tag or by group holds for the CA that signs', async () => {
    const deny = (key: string, value: string) => ({
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { [key]: value } },
    });
    const user = await server.user(name('denied'), {
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'yundun-cert:*', Resource: '*' },
        deny('acs:ResourceTag/env', 'prod'),
        deny('acs:ResourceGroupId', SECRET),
      ],
    });
    expect(await issue(user, prod)).toMatchObject(denied('ExplicitDeny'));
    expect(await issue(user, prod, { ResourceGroupId: MINE, Tags: env('dev') })).toMatchObject(denied('ExplicitDeny'));
    expect(await issue(user, secret, { ResourceGroupId: MINE })).toMatchObject(denied('ExplicitDeny'));
    expect(await issue(user, mine, { ResourceGroupId: SECRET })).toMatchObject(denied('ExplicitDeny'));
    expect(await issue(user, dev)).toMatchObject(issued);
    expect(await issue(user, mine, { ResourceGroupId: MINE })).toMatchObject(issued);
  });

  test('tags in the request do not stand in for those of the CA, nor the other way round', async () => {
    const allow = (key: string) => ({
      Effect: 'Allow',
      Action: 'yundun-cert:*',
      Resource: '*',
      Condition: { StringEquals: { [key]: 'dev' } },
    });
    const user = await server.user(name('by-tag'), {
      Version: '1',
      Statement: [allow('acs:ResourceTag/env'), allow('acs:RequestTag/env')],
    });
    expect(await issue(user, dev, { Tags: env('dev') })).toMatchObject(issued);
    expect(await issue(user, prod, { Tags: env('dev') })).toMatchObject(denied('ImplicitDeny'));
    expect(await issue(user, dev, { Tags: env('prod') })).toMatchObject(denied('ImplicitDeny'));
    expect(await issue(user, dev)).toMatchObject(denied('ImplicitDeny'));
  });
});
