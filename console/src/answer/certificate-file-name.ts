/** What a downloaded certificate is called: after its subject, and after being a chain if it is one. */
import { readCertificate, shortName } from '../x509/certificate';
import type { PemBlock } from '../x509/pem';
import { safeName } from './download';

export function certificateFileName(name: string, blocks: readonly PemBlock[]): string {
  const [first] = blocks;
  const subject = first && subjectOf(first);
  const kind = blocks.length > 1 || /chain/i.test(name) ? '-chain' : '';
  return subject ? `${safeName(subject)}${kind}.pem` : `${safeName(name)}.pem`;
}

function subjectOf({ der }: PemBlock): string | undefined {
  try {
    return shortName(readCertificate(der));
  } catch {
    return undefined;
  }
}
