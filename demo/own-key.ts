/** Chapter: a certificate for a key that the server never saw. There is nothing to hand out, and it says so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family, Scene } from './scene.js';

export async function refuseUnknownKey({ story, openssl, root }: Scene, families: readonly Family[]): Promise<void> {
  story.chapter('A key of your own');
  const family = families.find(({ name }) => name === 'ECC');
  if (!family) throw new Error('the ECC family was not issued');

  const key = story.note('own-key/key.pem', 'a key that was made outside the server');
  const csr = story.note('own-key/csr.pem', 'the signing request for it');
  openssl.run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key);
  openssl.run('req', '-new', '-key', key, '-subj', '/CN=db.example.internal', '-out', csr);

  const answer = await root.cas('CreateServerCertificateWithCsr', {
    ParentIdentifier: family.subAuthority,
    Csr: readFileSync(join(story.folder, csr), 'utf8'),
    Domain: 'db.example.internal',
    Days: 30,
    Immediately: 1,
  });
  const file = story.keep('own-key/server.pem', String(answer.X509Certificate), 'its certificate');
  const verdict = openssl.run('verify', '-x509_strict', '-CAfile', family.rootFile, '-untrusted', family.subFile, file);
  story.check('CreateServerCertificateWithCsr certified that key', verdict.includes(': OK'), verdict);

  const claim = 'DescribeCertificatePrivateKey refuses by name, for the key is not held here';
  const refusal = await story.refusal(claim, () =>
    root.cas('DescribeCertificatePrivateKey', { Identifier: answer.Identifier, EncryptedCode: '!Demo@WS3ed' }),
  );
  story.check(`${claim}: ${refusal.code}`, refusal.code === 'NotSupport.MissingPrivateKey', refusal);
}
