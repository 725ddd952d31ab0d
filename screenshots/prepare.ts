/** What the pictures are of: two CAs, a certificate, a user who may not do everything, a key of KMS, and the client keys of two applications. */
import type { Pair } from '../test/browser/explorer.js';
import type { ChildServer } from '../test/child-server.js';
import { SignedClient } from '../test/signed-client.js';

export interface Prepared {
  readonly root: Pair;
  /** Identifier of a client certificate whose key is held. */
  readonly certificate: string;
  /** Id of a key of KMS. */
  readonly key: string;
  /** May read certificates, and nobody may take a key out but the root of the account. */
  readonly reader: Pair;
}

const SUBJECT = {
  Organization: 'Example Ltd',
  OrganizationUnit: 'Security',
  Locality: 'Hangzhou',
  State: 'Zhejiang',
  Algorithm: 'ECC_256',
};

const POLICY = {
  Version: '1',
  Statement: [
    { Effect: 'Allow', Action: 'yundun-cert:*', Resource: '*' },
    { Effect: 'Deny', Action: 'yundun-cert:DescribeCertificatePrivateKey', Resource: '*' },
  ],
};

export async function prepare({ url, accessKeyId, accessKeySecret }: ChildServer): Promise<Prepared> {
  const client = new SignedClient({ endpoint: url, accessKeyId, accessKeySecret });
  const call = async (version: string, action: string, parameters: object) => {
    const { status, body } = await client.call(version, action, { ...parameters });
    if (status !== 200) throw new Error(`${action} answered ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const cas = async (action: string, parameters: object) =>
    String((await call('2020-06-30', action, parameters)).Identifier);
  const ram = (action: string, parameters: object) => call('2015-05-01', action, parameters);

  const rootCa = await cas('CreateRootCACertificate', { ...SUBJECT, CommonName: 'Example Root CA', Years: '10' });
  const issuer = { ...SUBJECT, CommonName: 'Example Issuing CA', Years: '5', ParentIdentifier: rootCa };
  const subCa = await cas('CreateSubCACertificate', issuer);
  const certificate = await cas('CreateClientCertificate', {
    ParentIdentifier: subCa,
    CommonName: 'alice',
    SanType: '1',
    SanValue: 'alice@example.com',
    Days: '365',
  });

  const kms = (action: string, parameters: object = {}) => call('2016-01-20', action, parameters);
  const { KeyId } = (await kms('CreateKey')).KeyMetadata as { KeyId: string };
  for (const Name of ['orders', 'payments']) {
    await kms('CreateApplicationAccessPoint', { Name, Policies: '["applications"]' });
    await kms('CreateClientKey', { AapName: Name, Password: 'Picture-Taking1' });
  }
  const soon = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 19);
  const ending = { NotBefore: '2024-01-01T00:00:00Z', NotAfter: `${soon}Z` };
  await kms('CreateClientKey', { AapName: 'orders', Password: 'Picture-Taking1', ...ending });

  await ram('CreateUser', { UserName: 'reader' });
  await ram('CreatePolicy', { PolicyName: 'Certificates-Without-Keys', PolicyDocument: JSON.stringify(POLICY) });
  await ram('AttachPolicyToUser', {
    UserName: 'reader',
    PolicyName: 'Certificates-Without-Keys',
    PolicyType: 'Custom',
  });
  const { AccessKey } = await ram('CreateAccessKey', { UserName: 'reader' });
  return {
    root: { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret },
    certificate,
    key: KeyId,
    reader: AccessKey as Pair,
  };
}
