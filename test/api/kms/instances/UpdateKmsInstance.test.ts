import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { allow } from '../../sts/roles.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';

const server = useTestServer();

const notFound = error('Forbidden.DKMSInstanceNotFound', 'The specified DKMS Instance is not found.', 403);
const instanceId = async () => String((await kmsOk(server.root, 'GetDefaultKmsInstance')).DefaultKmsInstanceId);
const nameOf = async (KmsInstanceId: string) =>
  ((await kmsOk(server.root, 'GetKmsInstance', { KmsInstanceId })).KmsInstance as { InstanceName: string })
    .InstanceName;

test('the name is another, by which the instance is found', async () => {
  const KmsInstanceId = await instanceId();
  for (const InstanceName of ['payments', `A${'-'.repeat(62)}`, KmsInstanceId]) {
    expect(await kms(server.root, 'UpdateKmsInstance', { KmsInstanceId, InstanceName })).toEqual(ok({}));
    expect(await nameOf(KmsInstanceId)).toBe(InstanceName);
    const Filters = JSON.stringify([{ Key: 'InstanceName', Values: [InstanceName] }]);
    expect(await kmsOk(server.root, 'ListKmsInstances', { Filters })).toMatchObject({
      KmsInstances: { KmsInstance: [{ KmsInstanceId }] },
    });
  }
});

test('what is not there, and what is no name, is refused and changes nothing', async () => {
  const KmsInstanceId = await instanceId();
  const before = await nameOf(KmsInstanceId);
  const named = { KmsInstanceId, InstanceName: 'x' };
  expect(await kms(server.root, 'UpdateKmsInstance', { KmsInstanceId })).toEqual(missing('InstanceName'));
  expect(await kms(server.root, 'UpdateKmsInstance', { InstanceName: 'x' })).toEqual(missing('KmsInstanceId'));
  for (const InstanceName of ['-x', 'a b', 'a\n', 'ä', 'a'.repeat(64)]) {
    const refused = await kms(server.root, 'UpdateKmsInstance', { KmsInstanceId, InstanceName });
    expect({ InstanceName, ...refused }).toEqual({ InstanceName, ...invalid('InstanceName') });
  }
  expect(await kms(server.root, 'UpdateKmsInstance', { ...named, KmsInstanceId: 'kst-absent' })).toEqual(notFound);
  expect(await kms(server.otherAccount, 'UpdateKmsInstance', named)).toEqual(notFound);
  const reader = await server.user('reader', allow('kms:GetKmsInstance'));
  expect(await kms(reader, 'UpdateKmsInstance', named)).toMatchObject({ status: 403 });
  expect(await nameOf(KmsInstanceId)).toBe(before);
});
