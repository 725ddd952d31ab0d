/** The line from a network rule to a described client key, as one client walks it. */
import { X509Certificate } from 'node:crypto';
import { expect } from 'vitest';
import { openssl, type Scratch } from '../strangers/commands.js';
import type { Answer, Call } from './certificate-line.js';

const password = 'Client*Key-1~';
const text = expect.any(String);
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** `name` is new in the account; objects get names that start with it. Gives the ClientKeyId; nothing is deleted. */
export async function walkClientKeyLine(call: Call, name: string, scratch: Scratch): Promise<string> {
  const [rule, policy, accessPoint] = [`${name}-rule`, `${name}-policy`, `${name}-aap`];
  const addresses = JSON.stringify(['10.10.10.10/24', '192.168.17.13']);
  const madeRule = await call('CreateNetworkRule', { Name: rule, Type: 'Private', SourcePrivateIp: addresses });
  expect(madeRule).toMatchObject({ RequestId: text, Name: rule, Type: 'Private', SourcePrivateIp: addresses });
  await call('UpdateNetworkRule', { Name: rule, SourcePrivateIp: '["10.0.0.1"]', Description: '办公室 a+b & c' });
  const { RequestId: _, ...describedRule } = await call('DescribeNetworkRule', { Name: rule });
  expect(describedRule).toEqual({
    Arn: expect.stringMatching(`:network/${rule}$`),
    Type: 'Private',
    Description: '办公室 a+b & c',
    SourcePrivateIp: '["10.0.0.1"]',
  });
  const { NetworkRules } = await call('ListNetworkRules', { PageSize: 100 });
  expect((NetworkRules as Answer).NetworkRule).toContainEqual({ Type: 'Private', Name: rule });

  await call('CreatePolicy', {
    Name: policy,
    KmsInstance: 'shared',
    Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]',
    Resources: '["key/*"]',
    AccessControlRules: JSON.stringify({ NetworkRules: [rule] }),
  });
  const describedPolicy = await call('DescribePolicy', { Name: policy });
  expect(describedPolicy).toMatchObject({
    Permissions: ['RbacPermission/Template/CryptoServiceKeyUser'],
    Resources: ['key/*'],
    AccessControlRules: JSON.stringify({ NetworkRules: [rule] }),
  });

  const policies = JSON.stringify([policy]);
  const made = await call('CreateApplicationAccessPoint', {
    Name: accessPoint,
    AuthenticationMethod: 'ClientKey',
    Policies: policies,
  });
  expect(made).toMatchObject({ Name: accessPoint, Policies: policies });
  expect(await call('DescribeApplicationAccessPoint', { Name: accessPoint })).toMatchObject({
    Name: accessPoint,
    Policies: policies,
  });

  const created = await call('CreateClientKey', { AapName: accessPoint, Password: password });
  const { ClientKeyId, NotBefore, NotAfter } = created;
  expect(created).toEqual({
    RequestId: text,
    ClientKeyId: text,
    KeyAlgorithm: 'RSA_2048',
    PrivateKeyData: text,
    NotBefore: time,
    NotAfter: time,
  });
  const described = await call('GetClientKey', { ClientKeyId });
  expect(described).toEqual({
    RequestId: text,
    ClientKeyId,
    CreateTime: time,
    KeyAlgorithm: 'RSA_2048',
    KeyOrigin: 'KMS_PROVIDED',
    PublicKeyData: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/),
    NotBefore,
    NotAfter,
    AapName: accessPoint,
  });
  const { ClientKeys } = await call('ListClientKeys', { AapName: accessPoint });
  expect(ClientKeys).toMatchObject([{ ClientKeyId, PublicKeyData: described.PublicKeyData }]);

  const p12 = scratch.write(`${name}.p12`, Buffer.from(String(created.PrivateKeyData), 'base64'));
  const open = (...args: string[]) => openssl(['pkcs12', '-in', p12, '-passin', `pass:${password}`, ...args]);
  expect(() => openssl(['pkcs12', '-in', p12, '-passin', 'pass:wrong-one', '-noout'])).toThrow();
  const inside = new X509Certificate(open('-nokeys'));
  expect(inside.fingerprint256).toBe(new X509Certificate(String(described.PublicKeyData)).fingerprint256);
  const publicKey = openssl(['pkey', '-pubout'], open('-nocerts', '-nodes'));
  expect(publicKey).toBe(inside.publicKey.export({ type: 'spki', format: 'pem' }));
  return String(ClientKeyId);
}
