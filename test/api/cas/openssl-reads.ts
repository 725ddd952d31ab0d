/** What the openssl command sees in the certificates, lists and keys of these tests. */
import { openssl, type Scratch } from '../../strangers/commands.js';

/** The text form of a certificate, white space at the start of its lines removed. */
export const textOf = (pem: string): string =>
  openssl(['x509', '-noout', '-text', '-nameopt', 'RFC2253,utf8,-esc_msb,-dn_rev'], pem).replaceAll(/^ +/gm, '');

/** Name and value of an extension as openssl prints them, undefined where the certificate has none of that name. */
export function extensionOf(pem: string, name: string): string | undefined {
  return new RegExp(`^X509v3 ${name}: ?(critical)?\\s*\\n(.*)$`, 'm')
    .exec(textOf(pem))
    ?.slice(1)
    .filter(Boolean)
    .join(' ')
    .trim();
}

/** The names of the extensions, in their order. */
export const extensionNamesOf = (pem: string): string[] =>
  [...textOf(pem).matchAll(/^X509v3 (?!extensions)(.*?): ?(?:critical)?\s*$/gm)].map(match => match[1] as string);

export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** In milliseconds since 1970. */
export function validityOf(pem: string): Validity {
  const [notBefore, notAfter] = openssl(['x509', '-noout', '-dates', '-dateopt', 'iso_8601'], pem)
    .trim()
    .split('\n')
    .map(line => Date.parse(line.replace(/^.*=/, '').replace(' ', 'T')));
  return { notBefore: notBefore as number, notAfter: notAfter as number };
}

export const publicKeyOf = (pem: string): string => openssl(['x509', '-noout', '-pubkey'], pem);

/**
 * Has openssl verify a chain, strictly, link by link from the certificate to the root. At once would be shorter, but openssl 3.0 gives the
 * identity of SM2 signatures (which it otherwise takes to be empty) to the first certificate of a chain only.
 * @param pems the certificate first, the root last
 */
export function verifyChain(scratch: Scratch, pems: readonly string[], options: readonly string[] = []): void {
  const identity = ['-vfyopt', 'distid:1234567812345678'];
  pems.forEach((pem, index) => {
    const file = scratch.write('link.pem', pem);
    const issuer = scratch.write('issuer.pem', pems[index + 1] ?? pem);
    const isSm2 = openssl(['x509', '-noout', '-text'], pem).includes('SM2-with-SM3');
    const purpose =
      index === 0 ? options : options.filter(option => option.startsWith('-auth') || /^\d+$/.test(option));
    openssl([
      'verify',
      '-x509_strict',
      '-partial_chain',
      ...(isSm2 ? identity : []),
      ...purpose,
      '-trusted',
      issuer,
      file,
    ]);
  });
}

/** The blocks of a PEM text. */
export const blocksOf = (pem: string): string[] => pem.match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----\n/g) ?? [];

export const subjectOf = (pem: string): string =>
  openssl(['x509', '-noout', '-subject', '-nameopt', 'RFC2253,utf8,-esc_msb,-dn_rev'], pem)
    .trim()
    .replace(/^subject=/, '');

/** In hexadecimal, as answers of the API have it. */
export const serialNumberOf = (pem: string): string =>
  openssl(['x509', '-noout', '-serial'], pem)
    .trim()
    .replace(/^serial=/, '')
    .toLowerCase();

/** The serial numbers on the CRL of a CA, fetched from where its relying parties fetch it and read by openssl. */
export async function revokedSerialNumbers(
  scratch: Scratch,
  server: { readonly url: string; readonly accountId: string },
  { Identifier }: { readonly Identifier: string },
): Promise<string[]> {
  const response = await fetch(`${server.url}/crl/${server.accountId}/${Identifier}.crl`);
  if (response.status !== 200) throw new Error(`there is no CRL of ${Identifier}: ${response.status}`);
  const file = scratch.write('list.crl', new Uint8Array(await response.arrayBuffer()));
  const text = openssl(['crl', '-inform', 'DER', '-in', file, '-noout', '-text']);
  return [...text.matchAll(/Serial Number: (\w+)/g)].map(([, number = '']) => number.toLowerCase());
}
