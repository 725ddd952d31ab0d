/** The instances of an account: the one that the server provides, and one that an administrator adds. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startTestServer } from '../../../server.js';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';

const server = useTestServer();

const notFound = error('Forbidden.DKMSInstanceNotFound', 'The specified DKMS Instance is not found.', 403);
const wrongState = error('Forbidden.DKMSInstanceStateInvalid', 'The DKMS instance state is invalid.', 403);

const providedId = async (client: SignedClient = server.root) =>
  String((await kmsOk(client, 'GetDefaultKmsInstance')).DefaultKmsInstanceId);

const shown = async (KmsInstanceId: string) =>
  (await kmsOk(server.root, 'GetKmsInstance', { KmsInstanceId })).KmsInstance as Record<string, unknown>;

/** As an administrator does it, beside the running server. */
async function command(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'dist/chancery.js',
    'kms-instance',
    ...words,
    '--data',
    server.data,
  ]);
  return stdout;
}

async function added(name: string, ...options: string[]): Promise<string> {
  const told = await command('add', name, ...options);
  return /^kst-[0-9a-z]{20}/.exec(told)?.[0] ?? `no id in ${told}`;
}

const network = {
  KMProvider: 'Aliyun',
  VpcId: 'vpc-1',
  ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j',
  VSwitchIds: 'vsw-1,vsw-2',
};

describe('the provided instance', () => {
  test('is there from the start, connected, and another one for each account', async () => {
    const id = await providedId();
    expect(id).toMatch(/^kst-[0-9a-z]{20}$/);
    expect(await providedId(server.otherAccount)).not.toBe(id);
    expect(await shown(id)).toEqual({
      InstanceId: id,
      InstanceName: id,
      Status: 'Connected',
      CreateTime: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      StartDate: expect.any(String),
      EndDate: '9999-12-31T23:59:59Z',
      Spec: 1000,
      KeyNum: 1000,
      SecretNum: '1000',
      VpcNum: 10,
      Log: 1,
      LogStorage: 0,
      BindVpcs: { BindVpc: [] },
      ChargeType: 'PREPAY',
      ProductType: 'kms_ddi_public_intl',
      ProductVersion: '3',
      SaleStatus: 'Normal',
      DeletionProtection: false,
    });
  });

  test('is the same after a restart and not made twice', async () => {
    const first = await startTestServer();
    const id = (await kmsOk(first.root, 'GetDefaultKmsInstance')).DefaultKmsInstanceId;
    await first.close({ keepData: true });
    const second = await startTestServer({ data: first.data });
    expect(await kms(second.root, 'ListKmsInstances')).toMatchObject({
      body: { TotalCount: 1, KmsInstances: { KmsInstance: [{ KmsInstanceId: id }] } },
    });
    await second.close();
  });

  test('cannot be connected again', async () => {
    expect(await kms(server.root, 'ConnectKmsInstance', { KmsInstanceId: await providedId(), ...network })).toEqual(
      wrongState,
    );
  });
});

describe('an added instance', () => {
  test('is listed, connected once, and bound to networks', async () => {
    const id = await added('payments', '--keys', '7', '--secrets', '8', '--networks', '2', '--calls-per-second', '9');
    expect(await command('list')).toContain(`${id}  Uninitialized  payments\n`);
    expect(await shown(id)).toMatchObject({
      InstanceName: 'payments',
      Status: 'Uninitialized',
      ChargeType: 'POSTPAY',
      KeyNum: 7,
      SecretNum: '8',
      VpcNum: 2,
      Spec: 9,
    });
    expect(await shown(id)).not.toHaveProperty('VpcId');

    const bound = [{ VpcId: 'vpc-2', VSwitchId: 'vsw-3', RegionId: 'cn-hangzhou', VpcOwnerId: 1000000000000009 }];
    const bind = (BindVpcs: object) =>
      kms(server.root, 'UpdateKmsInstanceBindVpc', { KmsInstanceId: id, BindVpcs: JSON.stringify(BindVpcs) });
    expect(await bind(bound)).toEqual(wrongState);
    expect(await kms(server.root, 'ConnectKmsInstance', { KmsInstanceId: id, ...network })).toEqual(ok({}));
    expect(await kms(server.root, 'ConnectKmsInstance', { KmsInstanceId: id, ...network })).toEqual(wrongState);
    expect(await bind(bound)).toEqual(ok({}));
    expect(await shown(id)).toMatchObject({
      Status: 'Connected',
      VpcId: 'vpc-1',
      VswitchIds: ['vsw-1', 'vsw-2'],
      ZoneIds: ['cn-hangzhou-k', 'cn-hangzhou-j'],
      BindVpcs: { BindVpc: [{ ...bound[0], VpcOwnerId: '1000000000000009' }] },
    });
    expect(await bind([...bound, ...bound, ...bound])).toEqual(
      error('Rejected.LimitExceeded', 'The request was rejected because user create resource limit was exceeded.', 400),
    );
    expect(await bind([])).toEqual(ok({}));
    expect(await shown(id)).toMatchObject({ BindVpcs: { BindVpc: [] } });
  });

  test('is found by its name and by its id', async () => {
    const id = await added('found');
    const filtered = async (Filters: object) => {
      const { KmsInstances } = await kmsOk(server.root, 'ListKmsInstances', { Filters: JSON.stringify(Filters) });
      return (KmsInstances as { KmsInstance: { KmsInstanceId: string; KmsInstanceArn: string }[] }).KmsInstance;
    };
    const row = { KmsInstanceId: id, KmsInstanceArn: `acs:kms:cn-hangzhou:${server.accountId}:keystore/${id}` };
    expect(await filtered([{ Key: 'InstanceName', Values: ['nobody', 'found'] }])).toEqual([row]);
    expect(await filtered([{ Key: 'InstanceId', Values: [id] }])).toEqual([row]);
    expect(
      await filtered([
        { Key: 'InstanceId', Values: [id] },
        { Key: 'InstanceName', Values: ['x'] },
      ]),
    ).toEqual([]);
  });

  test('comes on pages, newest first', async () => {
    const ids = [await added('page-1'), await added('page-2')];
    const page = async (PageNumber: number) => kmsOk(server.root, 'ListKmsInstances', { PageNumber, PageSize: 1 });
    expect(await page(1)).toMatchObject({ KmsInstances: { KmsInstance: [{ KmsInstanceId: ids[1] }] } });
    expect(await page(2)).toMatchObject({ KmsInstances: { KmsInstance: [{ KmsInstanceId: ids[0] }] } });
  });

  test.each([
    ['a blank in its name', ['add', 'a b'], /cannot be the name of an instance/],
    ['no keys', ['add', 'x', '--keys', '0'], /--keys is a whole number from 1 on/],
    ['an account that is not there', ['add', 'x', '--account', 'nobody'], /There is no account "nobody"/],
  ])('%s is refused', async (_what, words, told) => {
    await expect(command(...words)).rejects.toMatchObject({ stderr: expect.stringMatching(told) });
  });
});

describe('refused', () => {
  const theirs = () => providedId(server.otherAccount);

  test.each(['GetKmsInstance', 'ConnectKmsInstance', 'UpdateKmsInstanceBindVpc'])(
    '%s of another account, or of none',
    async action => {
      const rest = { ...network, BindVpcs: '[]' };
      for (const KmsInstanceId of [await theirs(), 'kst-none']) {
        expect(await kms(server.root, action, { ...rest, KmsInstanceId })).toEqual(notFound);
      }
      expect(await kms(server.root, action, rest)).toEqual(missing('KmsInstanceId'));
    },
  );

  test.each([
    ['one zone', { ZoneIds: 'cn-hangzhou-k' }, invalid('ZoneIds', 'must name two zones')],
    ['another provider', { KMProvider: 'Other' }, invalid('KMProvider', 'must be one of Aliyun')],
    ['no network', { VpcId: undefined }, missing('VpcId')],
  ])('ConnectKmsInstance with %s', async (_what, parameters, answer) => {
    const KmsInstanceId = await added('refused');
    expect(await kms(server.root, 'ConnectKmsInstance', { KmsInstanceId, ...network, ...parameters })).toEqual(answer);
  });

  test('OpenKmsService, once and twice: the service is open', async () => {
    const opened = error('Forbidden.Opened', 'Your kms service has been opened.', 400);
    expect(await kms(server.root, 'OpenKmsService')).toEqual(opened);
    expect(await kms(server.root, 'OpenKmsService')).toEqual(opened);
  });
});
