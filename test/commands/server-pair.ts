/** A certificate for the listener, as an administrator has one in files. */
import { join } from 'node:path';
import { openssl } from '../strangers/commands.js';

/** Makes the two files in a folder. */
export function makeCertificate(folder: string): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', key, '-out', certificate];
  openssl(['req', '-x509', ...made, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']);
  return { certificate, key };
}
