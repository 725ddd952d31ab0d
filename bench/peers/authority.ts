/** A CA for peers that do not make their own: a root and a CA below it, P-256, as files that openssl writes. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AuthorityFiles {
  readonly rootPem: string;
  readonly issuerPem: string;
  readonly issuerKeyPem: string;
}

/** Rejects where there is no openssl. */
export function makeAuthority(directory: string): AuthorityFiles {
  const file = (name: string) => join(directory, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'ignore' });
  const authority = (name: string, ...signedBy: string[]) => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', file(`${name}.key`)];
    const extensions = [
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    ];
    openssl(
      'req',
      '-x509',
      ...key,
      '-subj',
      `/CN=${name}`,
      '-days',
      '365',
      ...extensions,
      ...signedBy,
      '-out',
      file(`${name}.pem`),
    );
  };
  // Else openssl adds basicConstraints of its own configuration to those named here.
  writeFileSync(file('openssl.cnf'), '[req]\ndistinguished_name = name\n[name]\n');
  const configuration = ['-config', file('openssl.cnf')];
  authority('root', ...configuration);
  authority('issuer', ...configuration, '-CA', file('root.pem'), '-CAkey', file('root.key'));
  return { rootPem: file('root.pem'), issuerPem: file('issuer.pem'), issuerKeyPem: file('issuer.key') };
}

/** A request for a certificate, signed with a key that nobody keeps. */
export function makeRequest(directory: string, commonName: string): string {
  const key = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-noenc',
    '-keyout',
    join(directory, 'asked.key'),
  ];
  const names = ['-subj', `/CN=${commonName}`, '-addext', `subjectAltName=DNS:${commonName}`];
  return execFileSync('openssl', ['req', '-new', ...key, ...names], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
