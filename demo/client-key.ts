/** Chapter: an application without RAM credentials gets a client key, and GetClientKey tells what it is. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from './scene.js';
import { secretParts } from './secret-parts.js';

const password = 'client-Key_Pass1';
const nineFields = [
  'AapName',
  'ClientKeyId',
  'CreateTime',
  'KeyAlgorithm',
  'KeyOrigin',
  'NotAfter',
  'NotBefore',
  'PublicKeyData',
  'RequestId',
];

/** The file of a client key, within the demo's folder, and what opens it. */
export interface ClientKey {
  readonly file: string;
  readonly password: string;
}

export async function makeClientKey({ story, openssl, root, secrets }: Scene): Promise<ClientKey> {
  story.chapter('A client key for an application');
  secrets.add(password);
  const rule = await root.kms('CreateNetworkRule', {
    Name: 'office',
    Type: 'Private',
    SourcePrivateIp: JSON.stringify(['10.10.10.0/24', '192.168.17.13']),
  });
  const policy = await root.kms('CreatePolicy', {
    Name: 'payments-secrets',
    KmsInstance: 'shared',
    Permissions: JSON.stringify(['RbacPermission/Template/CryptoServiceSecretUser']),
    Resources: JSON.stringify(['secret/payments*']),
    AccessControlRules: JSON.stringify({ NetworkRules: ['office'] }),
  });
  const accessPoint = await root.kms('CreateApplicationAccessPoint', {
    Name: 'payments',
    AuthenticationMethod: 'ClientKey',
    Policies: JSON.stringify(['payments-secrets']),
  });
  story.says('From where, what, and who: a network rule, a policy, and an application access point that joins them.');
  for (const { Arn } of [rule, policy, accessPoint]) story.says(`  ${Arn}`);

  const created = await root.kms('CreateClientKey', { AapName: 'payments', Password: password });
  const keyStore = Buffer.from(String(created.PrivateKeyData), 'base64');
  story.says(
    'CreateClientKey made a key pair and hands it out this once, in a PKCS #12 file under the password that was given.',
  );

  const answer = await root.kms('GetClientKey', { ClientKeyId: created.ClientKeyId }, 'GET');
  const fields = Object.keys(answer).sort();
  story.check('GetClientKey answers the nine fields of its page', String(fields) === String(nineFields), fields);
  for (const field of nineFields.filter(name => name !== 'RequestId' && name !== 'PublicKeyData')) {
    story.says(`  ${field.padEnd(12)} ${answer[field]}`);
  }
  const publicKeyData = String(answer.PublicKeyData);

  const p12 = story.keep('client-key/client-key.p12', keyStore, `client key, PKCS #12; the password is ${password}`);
  const file = story.keep(
    'client-key/clientKey.json',
    JSON.stringify({ KeyId: created.ClientKeyId, PrivateKeyData: created.PrivateKeyData }),
    'the same as the file that the official clients read',
  );
  const described = story.keep(
    'client-key/public-key-data.pem',
    publicKeyData,
    'what GetClientKey told: PublicKeyData',
  );

  const wrong = openssl.fails('pkcs12', '-in', p12, '-passin', 'pass:another', '-nodes', '-noout');
  story.check('another password does not open it', wrong);
  const key = story.note('client-key/key.pem', 'the private key in it, decrypted');
  const certificate = story.note('client-key/certificate.pem', 'the certificate in it');
  openssl.run('pkcs12', '-in', p12, '-passin', `pass:${password}`, '-nocerts', '-nodes', '-out', key);
  openssl.run('pkcs12', '-in', p12, '-passin', `pass:${password}`, '-nokeys', '-out', certificate);
  const inside = new X509Certificate(readFileSync(join(story.folder, certificate)));
  const sameCertificate = inside.fingerprint256 === new X509Certificate(publicKeyData).fingerprint256;
  story.check(
    'the right one does, and the certificate in it is the PublicKeyData that GetClientKey told',
    sameCertificate,
  );
  const matches = openssl.publicKeyOfPrivateKey(key) === openssl.publicKeyOfCertificate(described);
  story.check('the private key in it belongs to that certificate', matches);

  for (const part of secretParts(openssl.ask('pkey', '-in', key))) secrets.add(part);
  const unknown = { ClientKeyId: 'KAAP.00000000-0000-0000-0000-000000000000' };
  const refusal = await story.refusal('an unknown id is refused', () => root.kms('GetClientKey', unknown, 'GET'));
  // rpc-client puts the word Error behind the code.
  story.check(`an unknown id is refused: ${refusal.code}`, refusal.code === 'Forbidden.ResourceNotFoundError', refusal);
  return { file, password };
}
