/**
 * What the vendor's Terraform provider does for its two private-CA resources, call by call, as its published sources tell: every call
 * signed V1 with HMAC-SHA1, everything in the form body, a token with each creating call. What has to hold for a plan to be empty after an
 * apply is that what was written is read back letter for letter.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';

const REGION = 'cn-hangzhou';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ region: REGION });
});
afterAll(() => server.close());

type Values = Readonly<Record<string, unknown>>;

async function send(action: string, parameters: Values) {
  return server.root.call('2020-06-30', action, parameters, { signature: 'v1', place: 'form' });
}

async function post(action: string, parameters: Values): Promise<Values> {
  const { status, body, text } = await send(action, parameters);
  expect(status, `${action}: ${text}`).toBe(200);
  return body;
}

const token = (action: string) => `TF-${action}-${randomUUID()}`.slice(0, 64);

/** What a resource reads after each step, or undefined where it finds that the object is gone. */
async function read(action: 'DescribeCACertificate' | 'DescribeClientCertificate', Identifier: string) {
  const { status, body } = await send(action, { Identifier });
  if (status === 200) return body.Certificate as Values;
  expect([status, body.Code]).toEqual([400, 'NotFound']);
  return undefined;
}

const tagsOf = (object: Values | undefined) =>
  Object.fromEntries(
    ((object?.Tags ?? []) as { TagKey: string; TagValue: string }[]).map(tag => [tag.TagKey, tag.TagValue]),
  );

/** Keys that went or changed are taken away first, then everything that was added or kept is tagged. */
async function setTags(id: string, before: Record<string, string>, after: Record<string, string>) {
  const common = { RegionId: REGION, ResourceType: 'PcaCertificate', ResourceId: [id] };
  const removed = Object.keys(before).filter(key => after[key] !== before[key]);
  if (removed.length > 0) await post('UntagResources', { ...common, TagKey: removed });
  const Tag = Object.entries(after).map(([Key, Value]) => ({ Key, Value }));
  if (Tag.length > 0) await post('TagResources', { ...common, Tag });
}

const move = (id: string, ResourceGroupId: string) =>
  post('MoveResourceGroup', { ResourceId: id, RegionId: REGION, ResourceGroupId, ResourceType: 'PcaCertificate' });

const rename = (Identifier: string, AliasName: string) =>
  post('UpdatePcaCertificate', { Identifier, ClientToken: token('UpdatePcaCertificate'), AliasName });

const subject = {
  CommonName: 'cbc.certqa.cn',
  Organization: 'a',
  OrganizationUnit: 'a',
  Locality: 'a',
  State: 'a',
  CountryCode: 'cn',
  Years: 1,
};

const createRoot = async (more: Values = {}) =>
  String(
    (await post('CreateRootCACertificate', { ...subject, ClientToken: token('CreateRootCACertificate'), ...more }))
      .Identifier,
  );

const createSub = async (parent: string, more: Values = {}) =>
  String(
    (
      await post('CreateSubCACertificate', {
        ...subject,
        ClientToken: token('CreateSubCACertificate'),
        ParentIdentifier: parent,
        Algorithm: 'RSA_2048',
        ...more,
      })
    ).Identifier,
  );

describe('a CA', () => {
  test('is created without an algorithm, read, renamed, moved, tagged and deleted while it stands', async () => {
    const id = await createRoot({ Tags: [{ Key: 'For', Value: 'Test' }] });
    // After creating, the provider names it if the plan does, and reads.
    await rename(id, 'first');
    const created = await read('DescribeCACertificate', id);
    expect(created).toMatchObject({
      ...subject,
      FullAlgorithm: 'RSA_2048',
      CertificateType: 'ROOT',
      Status: 'ISSUE',
      ResourceGroupId: expect.stringMatching(/^rg-/),
    });
    expect(tagsOf(created)).toEqual({ For: 'Test' });
    // An import reads by the identifier alone: the same object.
    expect(await read('DescribeCACertificate', id)).toEqual(created);

    await rename(id, 'second');
    await move(id, 'rg-terraform');
    await setTags(id, { For: 'Test' }, { For: 'Changed', Created: 'TF' });
    const updated = await read('DescribeCACertificate', id);
    expect(updated).toMatchObject({ ResourceGroupId: 'rg-terraform' });
    expect(tagsOf(updated)).toEqual({ For: 'Changed', Created: 'TF' });
    await setTags(id, { For: 'Changed', Created: 'TF' }, {});
    expect(tagsOf(await read('DescribeCACertificate', id))).toEqual({});

    await post('DeleteClientCertificate', { Identifier: id });
    expect(await read('DescribeCACertificate', id)).toBeUndefined();
    // A second destroy meets NotFound, which the provider takes for done.
    const { status, body } = await send('DeleteClientCertificate', { Identifier: id });
    expect([status, body.Code]).toEqual([400, 'NotFound']);
  });

  test('below another has every argument of its own read back, and both are destroyed from below', async () => {
    const root = await createRoot();
    const sub = await createSub(root, {
      CommonName: 'sub.certqa.cn',
      PathLenConstraint: 1,
      EnableCrl: true,
      CrlDay: 60,
      ExtendedKeyUsages: ['any', 'serverAuth', '1.3.6.1.4.1.311.20.2.2'],
      ResourceGroupId: 'rg-terraform',
      Tags: [
        { Key: 'Created', Value: 'TF' },
        { Key: 'For', Value: 'sub' },
      ],
    });
    const created = await read('DescribeCACertificate', sub);
    expect(created).toMatchObject({
      CommonName: 'sub.certqa.cn',
      CertificateType: 'SUB_ROOT',
      FullAlgorithm: 'RSA_2048',
      ParentIdentifier: root,
      CrlDay: 60,
      Years: 1,
      CountryCode: 'cn',
      ResourceGroupId: 'rg-terraform',
    });
    expect(tagsOf(created)).toEqual({ Created: 'TF', For: 'sub' });
    await post('DeleteClientCertificate', { Identifier: sub });
    await post('DeleteClientCertificate', { Identifier: root });
    expect(await read('DescribeCACertificate', sub)).toBeUndefined();
    expect(await read('DescribeCACertificate', root)).toBeUndefined();
  });

  test('is made once when an answer was lost and the provider sends the same token again', async () => {
    const ClientToken = token('CreateRootCACertificate');
    const ids = [await createRoot({ ClientToken }), await createRoot({ ClientToken })];
    expect(ids[0]).toBe(ids[1]);
  });

  test('is replaced: what cannot be changed is made anew and the old one destroyed', async () => {
    const old = await createRoot();
    const next = await createRoot({ CommonName: 'other.certqa.cn' });
    await post('DeleteClientCertificate', { Identifier: old });
    expect(await read('DescribeCACertificate', old)).toBeUndefined();
    expect(await read('DescribeCACertificate', next)).toMatchObject({ CommonName: 'other.certqa.cn' });
  });
});

describe('a certificate', () => {
  let issuer: string;
  beforeAll(async () => {
    issuer = await createSub(await createRoot(), { CommonName: 'issuer.certqa.cn' });
  });

  const create = async (more: Values = {}) =>
    String(
      (
        await post('CreateClientCertificate', {
          ClientToken: token('CreateClientCertificate'),
          ParentIdentifier: issuer,
          ...more,
        })
      ).Identifier,
    );

  test('of which only the issuer is said has everything filled in, and stays as it is read', async () => {
    const id = await create();
    const first = await read('DescribeClientCertificate', id);
    expect(first).toMatchObject({
      ParentIdentifier: issuer,
      FullAlgorithm: 'RSA_2048',
      Status: 'ISSUE',
      UploadFlag: 0,
      Days: expect.any(Number),
      ResourceGroupId: expect.stringMatching(/^rg-/),
    });
    expect(await read('DescribeClientCertificate', id)).toEqual(first);
  });

  test('with every argument has them read back, is updated, revoked and destroyed', async () => {
    const now = Math.floor(Date.now() / 1000);
    const id = await create({
      Immediately: 0,
      San: undefined,
      SanType: '6',
      SanValue: 'somevalue://test.example.com',
      State: 'Zhejiang',
      Country: 'CN',
      Locality: 'Hangzhou',
      Organization: 'Terraform',
      OrganizationUnit: 'ssl',
      CommonName: 'exampleTestTerraform',
      AliasName: 'AliasName',
      Algorithm: 'RSA_1024',
      CustomIdentifier: '181',
      EnableCrl: 1,
      BeforeTime: now,
      AfterTime: now + 86_400 * 2,
      Days: 1,
      Months: 1,
      Years: 1,
      ResourceGroupId: 'rg-terraform',
      Tags: [{ Key: 'Created', Value: 'TF' }],
    });
    const created = await read('DescribeClientCertificate', id);
    expect(created).toMatchObject({
      FullAlgorithm: 'RSA_1024',
      AliasName: 'AliasName',
      CommonName: 'exampleTestTerraform',
      CountryCode: 'CN',
      CustomIdentifier: '181',
      Days: 1,
      Locality: 'Hangzhou',
      Organization: 'Terraform',
      OrganizationUnit: 'ssl',
      ParentIdentifier: issuer,
      ResourceGroupId: 'rg-terraform',
      State: 'Zhejiang',
      Status: 'ISSUE',
      UploadFlag: 0,
    });
    expect(tagsOf(created)).toEqual({ Created: 'TF' });

    await rename(id, 'AliasName_update');
    await move(id, 'rg-other');
    await setTags(id, { Created: 'TF' }, { For: 'test' });
    // The provider passes the identifier where the page says numbers.
    await post('UploadPcaCertToCas', { Ids: id });
    const updated = await read('DescribeClientCertificate', id);
    expect(updated).toMatchObject({ AliasName: 'AliasName_update', ResourceGroupId: 'rg-other', UploadFlag: 1 });
    expect(tagsOf(updated)).toEqual({ For: 'test' });

    // A destroy before the revocation is refused: a plan has to set the status first.
    expect((await send('DeleteClientCertificate', { Identifier: id })).body.Code).toBe(
      'InvalidStatus.DeleteProtection',
    );
    await post('CreateRevokeClientCertificate', { Identifier: id });
    expect(await read('DescribeClientCertificate', id)).toMatchObject({ Status: 'REVOKE' });
    await post('DeleteClientCertificate', { Identifier: id });
    expect(await read('DescribeClientCertificate', id)).toBeUndefined();
  });

  test('loses its name when the plan has none any more', async () => {
    const id = await create({ AliasName: 'for a while' });
    await rename(id, '');
    expect((await read('DescribeClientCertificate', id))?.AliasName ?? '').toBe('');
  });
});
