/** Chapter: a RAM user, who may do nothing until a policy says otherwise, and then just that. */
import {
  AttachPolicyToUserRequest,
  CreateAccessKeyRequest,
  CreatePolicyRequest,
  CreateUserRequest,
} from '@alicloud/ram20150501';
import { OfficialClients } from './official-clients.js';
import type { Family, Scene } from './scene.js';

const password = 'Carols.own-code#1';

/** A user's clients, and what she may call. */
export interface PermittedUser {
  readonly clients: OfficialClients;
  readonly request: { readonly Identifier: string; readonly EncryptedCode: string };
}

export async function permitUser(scene: Scene, families: readonly Family[]): Promise<PermittedUser> {
  const { story, server, root, secrets } = scene;
  story.chapter('Who may ask for a private key');
  const identifier = families[0]?.client.identifier;
  if (!identifier) throw new Error('no certificate was issued');

  const UserName = 'carol';
  await root.ram.createUser(new CreateUserRequest({ userName: UserName }));
  const created = await root.ram.createAccessKey(new CreateAccessKeyRequest({ userName: UserName }));
  const accessKeyId = created.body?.accessKey?.accessKeyId ?? '';
  const accessKeySecret = created.body?.accessKey?.accessKeySecret ?? '';
  secrets.add(accessKeySecret);
  secrets.add(password);
  const clients = new OfficialClients({ endpoint: server.endpoint, accessKeyId, accessKeySecret });
  const { body: identity } = await clients.sts.getCallerIdentity();
  story.says('The account made a RAM user with an AccessKey, and GetCallerIdentity tells her who she is:');
  story.check(`${identity?.arn}`, identity?.arn === `acs:ram::${server.accountId}:user/${UserName}`, identity);

  const request = { Identifier: identifier, EncryptedCode: password };
  const denied = await story.refusal('carol is denied', () => clients.cas('DescribeCertificatePrivateKey', request));
  const detail = denied.accessDeniedDetail ?? {};
  story.check(
    `DescribeCertificatePrivateKey is denied: ${denied.code}, ${detail.AuthAction}, ${detail.NoPermissionType}`,
    denied.statusCode === 403 &&
      denied.code === 'Forbidden.NoPermission' &&
      detail.AuthAction === 'yundun-cert:DescribeCertificatePrivateKey' &&
      detail.NoPermissionType === 'ImplicitDeny',
    denied,
  );

  const policyDocument = JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'yundun-cert:DescribeCertificatePrivateKey', Resource: '*' }],
  });
  story.keep('policy.json', policyDocument, 'the RAM policy that lets carol fetch private keys');
  await root.ram.createPolicy(new CreatePolicyRequest({ policyName: 'fetch-private-keys', policyDocument }));
  await root.ram.attachPolicyToUser(
    new AttachPolicyToUserRequest({ userName: UserName, policyName: 'fetch-private-keys', policyType: 'Custom' }),
  );
  story.says('The account attached a policy to her that allows this one action (policy.json).');
  const { EncryptedData } = await clients.cas('DescribeCertificatePrivateKey', request);
  story.check('now she gets the key', String(EncryptedData).startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----'));
  const other = await story.refusal('carol may list certificates', () => clients.cas('ListClientCertificate'));
  story.check('and still may not so much as list the certificates', other.code === 'Forbidden.NoPermission', other);
  return { clients, request };
}
