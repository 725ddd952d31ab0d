/**
 * The budgeted calls of an instance: the vendor's own load tool has 64 connections, a key of AES-256 and 32 octets. A signature may come again, so few requests
 * are signed and each is sent many times.
 */
import { randomBytes } from 'node:crypto';
import { openKeyFile } from '../test/api/kms/access-points/key-file.js';
import { InstanceClient, type Values } from '../test/instance-client.js';
import { httpBytes, type Subject, times } from './subject.js';

export type InstanceCallName = 'InstanceEncrypt' | 'InstanceDecrypt' | 'InstanceGetSecretValue';

const SIGNED = 64;
const Password = 'bench-Passw0rd';

/** Requests of a client key that may use keys and read secrets. */
export async function instanceCall(name: InstanceCallName, subject: Subject): Promise<readonly Buffer[]> {
  const client = await clientOf(subject);
  const Plaintext = randomBytes(32);
  const requests = async (operation: string, values: Values): Promise<Buffer[]> => {
    const { status, body } = await client.call(operation, values);
    if (status !== 200) throw new Error(`${operation} answered ${status} ${JSON.stringify(body)}`);
    return times(SIGNED, () => {
      const { method, headers, message } = client.prepare(operation, values);
      return httpBytes({ method, url: '/', headers: { ...headers, host: subject.server.endpoint }, body: message });
    });
  };
  switch (name) {
    case 'InstanceEncrypt':
      return requests('Encrypt', { KeyId: await newKey(subject), Plaintext });
    case 'InstanceDecrypt': {
      const KeyId = await newKey(subject);
      const { CiphertextBlob, Iv } = (await client.call('Encrypt', { KeyId, Plaintext })).body as Record<
        string,
        Buffer
      >;
      return requests('Decrypt', { KeyId, CiphertextBlob, Iv });
    }
    case 'InstanceGetSecretValue': {
      const SecretName = `bench-${randomBytes(6).toString('hex')}`;
      const SecretData = Plaintext.toString('base64');
      await subject.call('kms', 'CreateSecret', { SecretName, VersionId: 'v1', SecretData });
      return requests('GetSecretValue', { SecretName });
    }
  }
}

async function newKey(subject: Subject): Promise<string> {
  const { KeyMetadata } = await subject.call('kms', 'CreateKey', { KeySpec: 'Aliyun_AES_256' });
  return (KeyMetadata as { KeyId: string }).KeyId;
}

async function clientOf(subject: Subject): Promise<InstanceClient> {
  const Name = `bench-${randomBytes(6).toString('hex')}`;
  const { DefaultKmsInstanceId } = await subject.call('kms', 'GetDefaultKmsInstance');
  await subject.call('kms', 'CreateNetworkRule', { Name, Type: 'Private', SourcePrivateIp: '["127.0.0.0/8"]' });
  await subject.call('kms', 'CreatePolicy', {
    Name,
    KmsInstance: DefaultKmsInstanceId,
    Permissions: JSON.stringify(['Key', 'Secret'].map(kind => `RbacPermission/Template/CryptoService${kind}User`)),
    Resources: '["key/*","secret/*"]',
    AccessControlRules: JSON.stringify({ NetworkRules: [Name] }),
  });
  await subject.call('kms', 'CreateApplicationAccessPoint', { Name, Policies: JSON.stringify([Name]) });
  const { ClientKeyId, PrivateKeyData } = await subject.call('kms', 'CreateClientKey', { AapName: Name, Password });
  const opened = openKeyFile(String(PrivateKeyData), Password);
  if (!opened) throw new Error('the openssl command cannot open the client key');
  return new InstanceClient(subject.server.url, { id: String(ClientKeyId), privateKey: opened.privateKey });
}
