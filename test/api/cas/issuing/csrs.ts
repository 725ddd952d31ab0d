/** CSRs that the openssl command makes. */
import { openssl, type Scratch } from '../../../strangers/commands.js';

export interface CsrSettings {
  /** Arguments of `openssl genpkey`. */
  readonly key?: readonly string[];
  /** As openssl writes subjects: `/C=CN/CN=alice`. */
  readonly subject?: string;
  readonly subjectAltName?: string;
  /** Further requested extensions, as `openssl req -addext` takes them. */
  readonly extensions?: readonly string[];
  readonly digest?: string;
}

export interface MadeCsr {
  readonly csr: string;
  readonly publicKey: string;
}

export const P256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** A CSR and the public key in it. */
export function makeCsr(scratch: Scratch, settings: CsrSettings = {}): MadeCsr {
  const { key = P256, subject = '/CN=from-csr', subjectAltName, extensions = [], digest = 'sha256' } = settings;
  const file = scratch.path('csr-key.pem');
  openssl(['genpkey', ...key, '-out', file]);
  const sm2 = key.includes('SM2') ? ['-sigopt', 'distid:1234567812345678', '-sm3'] : [`-${digest}`];
  const names = subjectAltName === undefined ? [] : [`subjectAltName=${subjectAltName}`];
  const requested = [...names, ...extensions].flatMap(each => ['-addext', each]);
  const csr = openssl(['req', '-new', '-utf8', '-key', file, '-subj', subject, ...sm2, ...requested]);
  return { csr, publicKey: openssl(['pkey', '-in', file, '-pubout']) };
}
