/** What the pictures are of: two CAs, a certificate, and a user who may not do everything. */
import type { Pair } from '../test/browser/explorer.js';
import type { ChildServer } from '../test/child-server.js';
import { SignedClient } from '../test/signed-client.js';

export interface Prepared {
  readonly root: Pair;
  /** Identifier of a client certificate whose key is held. */
  readonly certificate: string;
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
    reader: AccessKey as Pair,
  };
}
