/** Real objects of the main account, by the parameter that names them: what another account must not be able to see. */
import type { TestServer } from '../server.js';

const CAS = '2020-06-30';
const KMS = '2016-01-20';
const RAM = '2015-05-01';

export interface Objects {
  /** A certificate issued here. */
  readonly Identifier: string;
  /** A sub CA. */
  readonly ParentIdentifier: string;
  readonly UserName: string;
  readonly UserAccessKeyId: string;
  readonly PolicyName: string;
  readonly Name: string;
  readonly AapName: string;
  readonly ClientKeyId: string;
}

/** Names of the same form that nobody has. */
export function strangers(objects: Objects): Objects {
  const swap = (text: string) => text.replace(/[0-9a-z](?=[^0-9a-z]*$)/, last => (last === '0' ? '1' : '0'));
  return Object.fromEntries(
    Object.entries(objects).map(([name, value]) => [name, swap(value as string)]),
  ) as unknown as Objects;
}

export async function makeObjects({ root }: TestServer): Promise<Objects> {
  const made = async (version: string, action: string, parameters: Record<string, unknown>) => {
    const { status, body } = await root.call(version, action, parameters);
    if (status !== 200) throw new Error(`${action} answered ${status} ${JSON.stringify(body)}`);
    return body as Record<string, string> & { AccessKey: Record<string, string> };
  };
  const name = {
    CommonName: 'Test',
    Organization: 'O',
    OrganizationUnit: 'U',
    Locality: 'L',
    State: 'S',
    CountryCode: 'CN',
  };
  const ca = await made(CAS, 'CreateRootCACertificate', { ...name, Algorithm: 'ECC_256', Years: 10 });
  const sub = await made(CAS, 'CreateSubCACertificate', {
    ...name,
    ParentIdentifier: ca.Identifier,
    Algorithm: 'ECC_256',
    Years: 5,
  });
  const certificate = await made(CAS, 'CreateClientCertificate', { ParentIdentifier: sub.Identifier, CommonName: 'a' });

  await made(RAM, 'CreateUser', { UserName: 'owner' });
  const { AccessKey } = await made(RAM, 'CreateAccessKey', { UserName: 'owner' });
  const PolicyDocument = JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }],
  });
  await made(RAM, 'CreatePolicy', { PolicyName: 'owned', PolicyDocument });

  await made(KMS, 'CreateNetworkRule', { Name: 'owned', Type: 'Private', SourcePrivateIp: '["10.0.0.0/8"]' });
  await made(KMS, 'CreatePolicy', {
    Name: 'owned',
    Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]',
    Resources: '["key/*"]',
  });
  await made(KMS, 'CreateApplicationAccessPoint', { Name: 'owned', Policies: '["owned"]' });
  const clientKey = await made(KMS, 'CreateClientKey', { AapName: 'owned', Password: 'Str0ng-Passw0rd' });

  return {
    Identifier: certificate.Identifier as string,
    ParentIdentifier: sub.Identifier as string,
    UserName: 'owner',
    UserAccessKeyId: AccessKey.AccessKeyId as string,
    PolicyName: 'owned',
    Name: 'owned',
    AapName: 'owned',
    ClientKeyId: clientKey.ClientKeyId as string,
  };
}
