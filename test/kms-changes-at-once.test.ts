/**
 * As changes-at-once.test.ts, for what KMS keeps in memory: what a client key may do, the instance that it calls, what a secret holds, and whom the
 * policies of keys and secrets let in.
 */
import { test } from 'vitest';
import { connectInstance } from './api/kms/instances/instance-calls.js';
import { makeKey } from './api/kms/keys/key-calls.js';
import { kms, kmsOk } from './api/kms/kms-calls.js';
import { policyOf, statement, user } from './api/kms/policies/policy-calls.js';
import { makeSecret, put } from './api/kms/secrets/secret-calls.js';
import { KEYS, makeClientKey, SECRETS } from './api/kms-instance/use-instance.js';
import { describeAtOnce, type Told, Watch } from './at-once.js';
import { type ClientKey, InstanceClient } from './instance-client.js';
import { SharedGatewayClient } from './shared-gateway-client.js';

/** How often each thing is changed there and back. */
const ROUNDS = 4;
const DENIED = 'Forbidden.NoPermission';

describeAtOnce('changes of KMS act at once', ({ count, servers, main, at, root }) => {
  /** Asks instances for an octet, which takes nothing but the use of keys. */
  const random = (key: ClientKey, host?: string) => async (server: number) => {
    const client = new InstanceClient(servers[server]!.url, key);
    const { status, body } = await client.call('GenerateRandom', { Length: 1 }, host ? { after: { host } } : {});
    return { status, body: { Code: body.ErrorCode } };
  };

  test('what a client key may do at an instance: its policy, the rule, the access point', async () => {
    const rule = 'at-once-rule';
    await kmsOk(main, 'CreateNetworkRule', { Name: rule, Type: 'Private', SourcePrivateIp: '["127.0.0.0/8"]' });
    const key = await makeClientKey(main, [{ networkRules: [rule] }, { permissions: [SECRETS] }]);
    const [Name = '', other = ''] = key.policies;
    const watch = new Watch(random(key), count);
    const permit = (round: number, permission: string) => () =>
      kmsOk(root(round), 'UpdatePolicy', { Name, Permissions: JSON.stringify([permission]) });
    const cover = (round: number, block: string) => () =>
      kmsOk(root(round), 'UpdateNetworkRule', { Name: rule, SourcePrivateIp: JSON.stringify([block]) });
    const bind = (round: number, policy: string) => () =>
      kmsOk(root(round), 'UpdateApplicationAccessPoint', {
        Name: key.accessPoint,
        Policies: JSON.stringify([policy]),
      });
    for (let round = 0; round < ROUNDS; round++) {
      await watch.change(DENIED, permit(round, SECRETS));
      await watch.change('OK', permit(round + 1, KEYS));
      await watch.change(DENIED, cover(round, '192.0.2.0/24'));
      await watch.change('OK', cover(round + 1, '127.0.0.1'));
      await watch.change(DENIED, bind(round, other));
      await watch.change('OK', bind(round + 1, Name));
    }
    await watch.change(DENIED, () => kmsOk(root(0), 'DeleteNetworkRule', { Name: rule }));
    await watch.change('OK', () =>
      kmsOk(root(1), 'CreateNetworkRule', { Name: rule, Type: 'Private', SourcePrivateIp: '["127.0.0.1"]' }),
    );
    await watch.change(DENIED, () => kmsOk(root(1), 'DeletePolicy', { Name }));
    await watch.end();
  });

  test('a client key that is deleted, and an access point with its key', async () => {
    for (const end of [
      (key: ClientKey) => kmsOk(root(1), 'DeleteClientKey', { ClientKeyId: key.id }),
      (key: { readonly accessPoint: string }) =>
        kmsOk(root(1), 'DeleteApplicationAccessPoint', { Name: key.accessPoint }),
    ]) {
      const key = await makeClientKey(main);
      const watch = new Watch(random(key), count);
      await watch.change('OK', () => random(key)(0));
      await watch.change('Unauthorized', () => end(key));
      await watch.end();
    }
  });

  test('an instance that is released', async () => {
    const id = await connectInstance(servers[0]!);
    const key = await makeClientKey(main, [{ scope: id }]);
    const watch = new Watch(random(key, `${id}.example.com`), count);
    await watch.change('OK', () => random(key, `${id}.example.com`)(0));
    await watch.change(DENIED, () => kmsOk(root(1), 'ReleaseKmsInstance', { KmsInstanceId: id }));
    await watch.end();
  });

  test('what a client key may read through the shared gateway', async () => {
    const SecretName = await makeSecret(main, { SecretName: 'at-once-shared' });
    const permission = 'RbacPermission/Template/SecretUser';
    const key = await makeClientKey(main, [{ scope: 'shared', permissions: [permission], resources: ['secret/none'] }]);
    const ask = (server: number) =>
      new SharedGatewayClient(servers[server]!.url, key).call('GetSecretValue', { SecretName });
    const open = (round: number, secret: string) => () =>
      kmsOk(root(round), 'UpdatePolicy', { Name: key.policies[0], Resources: JSON.stringify([`secret/${secret}`]) });
    const watch = new Watch(ask, count);
    for (let round = 0; round < ROUNDS; round++) {
      await watch.change('OK', open(round, SecretName));
      await watch.change(DENIED, open(round + 1, 'none'));
    }
    await watch.end();
  });

  test('a secret: which version is current, and that it is deleted', async () => {
    const SecretName = await makeSecret(main, { SecretName: 'at-once-secret', SecretData: 'one' });
    await put(main, SecretName, 'v2');
    const told = async (server: number): Promise<Told> => {
      const { status, body } = await kms(at(main)(server), 'GetSecretValue', { SecretName });
      return { status: 0, body: { Code: status === 200 ? (body as Told['body']).SecretData : body.Code } };
    };
    const watch = new Watch(told, count);
    const move = (round: number, MoveToVersion: string, RemoveFromVersion: string) => () =>
      kmsOk(root(round), 'UpdateSecretVersionStage', {
        SecretName,
        VersionStage: 'ACSCurrent',
        MoveToVersion,
        RemoveFromVersion,
      });
    for (let round = 0; round < ROUNDS; round++) {
      await watch.change('one', move(round, 'v1', 'v2'));
      await watch.change('value of v2', move(round + 1, 'v2', 'v1'));
      await watch.change('Rejected.ResourceInDeleteWindow', () => kmsOk(root(round), 'DeleteSecret', { SecretName }));
      await watch.change('value of v2', () => kmsOk(root(round + 1), 'RestoreSecret', { SecretName }));
    }
    await watch.end();
  });

  test('whom the policies of a key and of a secret let in', async () => {
    const client = await servers[0]!.user('at-once-kms');
    const who = user(servers[0]!.accountId, 'at-once-kms');
    const { KeyId } = await makeKey(main);
    const SecretName = await makeSecret(main, { SecretName: 'at-once-policy' });
    for (const { name, use, set } of [
      {
        name: { KeyId },
        use: (server: number) => kms(at(client)(server), 'Encrypt', { KeyId, Plaintext: 'p' }),
        set: 'SetKeyPolicy',
      },
      {
        name: { SecretName },
        use: (server: number) => kms(at(client)(server), 'GetSecretValue', { SecretName }),
        set: 'SetSecretPolicy',
      },
    ]) {
      const watch = new Watch(use, count);
      const admit = (round: number, ...more: object[]) =>
        kmsOk(root(round), set, { ...name, Policy: policyOf(...more) });
      for (let round = 0; round < ROUNDS; round++) {
        await watch.change('OK', () => admit(round, statement(who)));
        await watch.change(DENIED, () => admit(round + 1, statement(`${who}-other`)));
      }
      await watch.end();
    }
  });
});
