import { beforeAll, describe, expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  cas,
  casOk,
  error,
  type Issued,
  invalid,
  issueClient,
  type MadeAuthority,
  makeSub,
  names,
  ok,
} from '../cas-calls.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

let other: MadeAuthority;
let first: Issued;
let second: Issued;
let third: Issued;
const server = useTestServer();
const { root, sub } = useIssuingCa(server);
beforeAll(async () => {
  other = await makeSub(server.root, root);
  first = await issueClient(server.root, sub);
  second = await issueClient(server.root, sub, {
    AliasName: 'laptop',
    CustomIdentifier: 'c-1',
    ...names,
    Tags: [{ Key: 'team', Value: 'a' }, { Key: 'os' }],
  });
  third = (await casOk(server.root, 'CreateServerCertificate', {
    ParentIdentifier: other.Identifier,
    CommonName: 'www.example.com',
    Algorithm: 'ECC_256',
  })) as unknown as Issued;
  await revoke(server, first.Identifier);
  for (const [hour, { Identifier }] of [first, second, third].entries()) await setModified(Identifier, 11 + hour);
});

/** When a certificate was last modified: that hour of a day in 2026. */
async function setModified(id: string, hour: number): Promise<void> {
  const { store } = server.running;
  const places = store.dialect.name === 'postgres' ? ['$1', '$2'] : ['?', '?'];
  await store.commit([
    {
      sql: `update ca_certificates set modified_at = ${places[0]} where id = ${places[1]}`,
      parameters: [Date.UTC(2026, 2, 1, hour), id],
    },
  ]);
}

type Parameters = Readonly<Record<string, string | number>>;
const list = (parameters: Parameters = {}, client: SignedClient = server.root) => cas(client, 'ListCert', parameters);
const identifiers = async (parameters: Parameters = {}) => {
  const { List } = await casOk(server.root, 'ListCert', parameters);
  return (List as { Identifier: string }[]).map(it => it.Identifier);
};

test('everything of a row and of the envelope', async () => {
  expect(await list({ AfterDate: '2026-03-01 12:00:00', BeforeDate: '2026-03-01 12:00:01' })).toEqual(
    ok({
      CurrentPage: 1,
      ShowSize: 50,
      PageCount: 1,
      TotalCount: 1,
      MaxResults: 50,
      List: [
        {
          Id: expect.any(Number),
          Identifier: second.Identifier,
          CustomIdentifier: 'c-1',
          AliasName: 'laptop',
          CommonName: 'alice',
          Organization: 'Example Ltd',
          OrganizationUnit: 'Security',
          SubjectDn: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=alice',
          SerialNumber: second.SerialNumber,
          Algorithm: 'ECC',
          CertificateType: 'CLIENT',
          Status: 'ISSUE',
          BeforeDate: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
          AfterDate: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
          BeforeTime: expect.any(Number),
          AfterTime: expect.any(Number),
          KeyExportable: true,
          Tags: ['{"os":""}', '{"team":"a"}'],
        },
      ],
    }),
  );
});

describe('filters', () => {
  test.each<[string, () => Parameters, () => Issued[]]>([
    ['none', () => ({}), () => [third, second, first]],
    ['a CA', () => ({ ParentIdentifier: sub.Identifier }), () => [second, first]],
    ['a CA that is not there', () => ({ ParentIdentifier: 'unknown' }), () => []],
    ['a kind', () => ({ Type: 'SERVER' }), () => [third]],
    ['a kind of which there is none', () => ({ Type: 'END_ENTITY' }), () => []],
    ['a status', () => ({ Status: 'REVOKE' }), () => [first]],
    ['a CA and a status', () => ({ ParentIdentifier: sub.Identifier, Status: 'ISSUE' }), () => [second]],
    ['modified from a time on', () => ({ AfterDate: '2026-03-01 12:00:00' }), () => [third, second]],
    ['modified before a day', () => ({ BeforeDate: '2026-03-02', Type: 'CLIENT' }), () => [second, first]],
    ['modified before another', () => ({ BeforeDate: '2026-03-01' }), () => []],
  ])('%s', async (_name, parameters, expected) => {
    const wanted = expected().map(it => it.Identifier);
    expect(await identifiers(parameters())).toEqual(wanted);
    expect((await list({ ...parameters(), ShowSize: 1 })).body.TotalCount).toBe(wanted.length);
  });

  test('the instance of a CA is as good as the CA, and both have to agree', async () => {
    const row = await server.running.store.db
      .selectFrom('ca_authorities')
      .select('instance_uuid')
      .where('id', '=', other.Identifier)
      .executeTakeFirstOrThrow();
    const InstanceUuid = row.instance_uuid;
    expect(await identifiers({ InstanceUuid })).toEqual([third.Identifier]);
    expect(await identifiers({ InstanceUuid, ParentIdentifier: other.Identifier })).toEqual([third.Identifier]);
    expect(await identifiers({ InstanceUuid, ParentIdentifier: sub.Identifier })).toEqual([]);
    expect(await identifiers({ InstanceUuid: 'unknown' })).toEqual([]);
  });

  test('words and dates that are none are refused', async () => {
    expect(await list({ Status: 'issue' })).toEqual(invalid('Status', 'must be one of ISSUE, REVOKE'));
    const noDate = (name: string) =>
      error(`InvalidParameter.${name}`, `The specified parameter "${name}" is not valid: there is no such date.`);
    expect(await list({ AfterDate: '2026-02-30' })).toEqual(noDate('AfterDate'));
    expect(await list({ BeforeDate: '2026-03-01 24:00:00' })).toEqual(noDate('BeforeDate'));
    expect((await list({ BeforeDate: 'yesterday' })).body.Code).toBe('InvalidParameter.BeforeDate');
  });
});

describe('paging', () => {
  test('by token goes through the list to its end, and tells the total each time', async () => {
    const start = await casOk(server.root, 'ListCert', { MaxResults: 2 });
    expect(start).toMatchObject({ MaxResults: 2, ShowSize: 2, TotalCount: 3, PageCount: 2, CurrentPage: 1 });
    const NextToken = String(start.NextToken);
    const rest = await casOk(server.root, 'ListCert', { NextToken, MaxResults: 2, CurrentPage: 7 });
    expect(rest).toMatchObject({ TotalCount: 3, List: [{ Identifier: first.Identifier }] });
    expect(rest.NextToken).toBeUndefined();
    expect(await identifiers({ NextToken: '' })).toHaveLength(3);
  });

  test('by number gives a token to go on from as well', async () => {
    const { NextToken } = await casOk(server.root, 'ListCert', { ShowSize: 1, CurrentPage: 2 });
    expect(await identifiers({ NextToken: String(NextToken), ShowSize: 1 })).toEqual([first.Identifier]);
    expect(await identifiers({ ShowSize: 1, CurrentPage: 4 })).toEqual([]);
  });

  test('by time of modification goes on from a token', async () => {
    const filter = { AfterDate: '2026-03-01' };
    const { NextToken } = await casOk(server.root, 'ListCert', { ...filter, MaxResults: 1 });
    expect(await identifiers({ ...filter, NextToken: String(NextToken) })).toEqual([
      second.Identifier,
      first.Identifier,
    ]);
  });

  test('a token is good for its list, its account and as it is', async () => {
    const NextToken = String((await casOk(server.root, 'ListCert', { MaxResults: 1 })).NextToken);
    const refused = error(
      'InvalidParameter.NextToken',
      'The specified parameter "NextToken" is not valid: it is not what an earlier call with the same filters returned.',
    );
    const changed = NextToken.replace(/.$/, last => (last === 'A' ? 'B' : 'A'));
    expect(await list({ NextToken, Status: 'ISSUE' })).toEqual(refused);
    expect(await list({ NextToken }, server.otherAccount)).toEqual(refused);
    expect(await list({ NextToken: changed })).toEqual(refused);
    expect(await list({ NextToken: 'x' })).toEqual(refused);
    expect(await list({ NextToken: Buffer.from('1').toString('base64') })).toEqual(refused);
    expect((await list({ NextToken })).status).toBe(200);
  });

  test('sizes out of bounds', async () => {
    expect((await list({ MaxResults: 0 })).body).toMatchObject({ MaxResults: 50, ShowSize: 50 });
    expect(await list({ MaxResults: 1001 })).toEqual(invalid('MaxResults', 'must be at most 1000'));
    expect(await list({ MaxResults: -1 })).toEqual(invalid('MaxResults', 'must be at least 0'));
  });
});

test("another account's certificates are not in it", async () => {
  const nothing = { CurrentPage: 1, ShowSize: 50, PageCount: 0, TotalCount: 0, MaxResults: 50, List: [] };
  expect(await list({}, server.otherAccount)).toEqual(ok(nothing));
  expect(await list({ ParentIdentifier: sub.Identifier }, server.otherAccount)).toEqual(ok(nothing));
});
