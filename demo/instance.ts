/** Chapter: the application uses its client key at the KMS instance, with the vendor's SDK for instances. npm has none, PyPI does. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { ClientKey } from './client-key.js';
import type { Kept } from './keys-and-secrets.js';
import type { Scene } from './scene.js';
import { CheckFailed } from './story.js';

/** It wants older packages than other clients do, so it may have an interpreter of its own, as in the suite. */
const python = process.env.CHANCERY_TEST_OLDER_PYTHON ?? 'python3';

export async function openWithClientKey(scene: Scene, { file, password }: ClientKey, kept: Kept): Promise<void> {
  const { story, server } = scene;
  story.chapter('What the client key opens');
  await permit(scene, kept.keyId);
  if (spawnSync(python, ['-c', 'import sdk.client, openapi.models']).status !== 0) {
    story.says(
      `The SDK for instances is left out, as ${python} does not have it: pip install alibabacloud-dkms-gcs, in an environment whose Python CHANCERY_TEST_OLDER_PYTHON names.`,
    );
    return;
  }
  const settings = {
    endpoint: server.endpoint,
    clientKeyFile: join(story.folder, file),
    password,
    secretName: kept.secretName,
    ciphertext: kept.ciphertext,
    context: kept.context,
  };
  const { status, stdout, stderr } = spawnSync(python, ['demo/open_with_client_key.py'], {
    input: JSON.stringify(settings),
    env: { ...process.env, NO_PROXY: '127.0.0.1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new CheckFailed(`the SDK for instances failed:\n${stderr}`);
  const { secret, version, plaintext } = JSON.parse(stdout) as Readonly<Record<string, string>>;
  story.says(
    'An application of a few lines (demo/open_with_client_key.py) knows the endpoint, the file and the password.',
  );
  story.check(
    `alibabacloud-dkms-gcs, the SDK for instances, reads version ${version} of ${kept.secretName} with it`,
    secret === kept.secret && version === '2',
  );
  story.check(
    'and decrypts at the instance what Encrypt of the RPC API made for the order 1001',
    plaintext === kept.plaintext,
  );
}

/** The access point gets a second policy: the instance, the one key, and the secrets of payments, from this machine. */
async function permit({ story, root }: Scene, keyId: string): Promise<void> {
  const { DefaultKmsInstanceId } = await root.kms('GetDefaultKmsInstance');
  await root.kms('CreateNetworkRule', {
    Name: 'this-machine',
    Type: 'Private',
    SourcePrivateIp: JSON.stringify(['127.0.0.1']),
  });
  const policy = await root.kms('CreatePolicy', {
    Name: 'payments-instance',
    KmsInstance: DefaultKmsInstanceId,
    Permissions: JSON.stringify([
      'RbacPermission/Template/CryptoServiceKeyUser',
      'RbacPermission/Template/CryptoServiceSecretUser',
    ]),
    Resources: JSON.stringify([`key/${keyId}`, 'secret/payments*']),
    AccessControlRules: JSON.stringify({ NetworkRules: ['this-machine'] }),
  });
  await root.kms('UpdateApplicationAccessPoint', {
    Name: 'payments',
    Policies: JSON.stringify(['payments-secrets', 'payments-instance']),
  });
  story.says(`From this machine, payments may use one key and its secrets at the instance ${DefaultKmsInstanceId}:`);
  story.says(`  ${policy.Arn}`);
}
