/**
 * Chapter: the private key of a certificate, encrypted with a password that its owner chooses for this one call, and opened with the
 * command that the page of DescribeCertificatePrivateKey names for the algorithm that DescribeClientCertificate tells.
 */
import type { Answer } from './official-clients.js';
import type { Family, Scene } from './scene.js';
import { secretParts } from './secret-parts.js';

const password = '!Demo@WS3ed';

export async function openPrivateKeys(scene: Scene, families: readonly Family[]): Promise<void> {
  scene.story.chapter('The private key, encrypted with a password of your choice');
  scene.secrets.add(password);
  for (const family of families) await openPrivateKey(scene, family);
}

async function openPrivateKey({ story, openssl, root, secrets }: Scene, family: Family): Promise<void> {
  const { name, folder, client } = family;
  const { Certificate } = await root.cas('DescribeClientCertificate', { Identifier: client.identifier });
  const { Algorithm, FullAlgorithm, KeySize, SignAlgorithm } = Certificate as Answer;
  story.says(
    `DescribeClientCertificate: Algorithm ${Algorithm}, FullAlgorithm ${FullAlgorithm}, KeySize ${KeySize}, SignAlgorithm ${SignAlgorithm}.`,
  );
  story.check(`so the key is of family ${name}`, Algorithm === name, Algorithm);

  const request = { Identifier: client.identifier, EncryptedCode: password };
  const { EncryptedData } = await root.cas('DescribeCertificatePrivateKey', request);
  const again = await root.cas('DescribeCertificatePrivateKey', request);
  story.check('asked twice, it is encrypted afresh each time', again.EncryptedData !== EncryptedData);
  const encrypted = story.keep(
    `${folder}/client.encrypted-key.pem`,
    String(EncryptedData),
    `its private key as it was handed out; the password is ${password}`,
  );

  // The page: `openssl rsa` for RSA, `openssl ec` for ECC and SM2.
  const command = Algorithm === 'RSA' ? 'rsa' : 'ec';
  const wrong = openssl.fails(command, '-in', encrypted, '-passin', 'pass:another', '-noout');
  story.check('another password does not open it', wrong);
  const file = story.note(`${folder}/client.key.pem`, 'the same key, decrypted');
  openssl.run(command, '-in', encrypted, '-passin', `pass:${password}`, '-out', file);
  const matches = openssl.publicKeyOfPrivateKey(file) === openssl.publicKeyOfCertificate(client.file);
  story.check('the right one does, and the key belongs to the certificate', matches);

  for (const part of secretParts(openssl.ask('pkey', '-in', file))) secrets.add(part);
}
