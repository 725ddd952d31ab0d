/**
 * `--tls auto`: a CA of the server's own and a server certificate from it, in `DIR/tls`. `ca.pem` is what clients are told to trust;
 * private keys lie there sealed, like every other one. P-256, since every TLS client takes it.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { findAlgorithm } from '../crypto/algorithms.js';
import { type GeneratedKey, generateKeyPair, openPrivateKey, sign } from '../crypto/keys.js';
import { encodePem } from '../crypto/pem.js';
import { removeDrafts, replaceDurably } from '../files/durable-file.js';
import { findPrivate, readPrivateFile, readPublicFile } from '../files/private-file.js';
import type { Seal } from '../seal/seal.js';
import { openBytes, sealBytes } from '../seal/sealed.js';
import { firstCharacters } from '../text/first-characters.js';
import { assembleCertificate, encodeTbsCertificate } from '../x509/certificate.js';
import { authorityKeyIdentifier } from '../x509/extensions/authority-key-identifier.js';
import { basicConstraints } from '../x509/extensions/basic-constraints.js';
import { extendedKeyUsage } from '../x509/extensions/extended-key-usage.js';
import { keyUsage } from '../x509/extensions/key-usage.js';
import { subjectAlternativeName } from '../x509/extensions/subject-alternative-name.js';
import { keyIdentifier, subjectKeyIdentifier } from '../x509/extensions/subject-key-identifier.js';
import { type GeneralName, generalName, generalNameTypes } from '../x509/general-name.js';
import { encodeName, subjectName } from '../x509/name.js';
import { randomSerialNumber } from '../x509/serial-number.js';

const DAY_MS = 86_400_000;
const CA_DAYS = 3650;
/** Short, because it renews itself; a client that trusts ca.pem does not notice. */
const SERVER_DAYS = 90;
/** What is left of its life when a certificate is renewed. */
export const RENEW_BEFORE_MS = 30 * DAY_MS;
/** Clocks of clients may be behind. */
const BACKDATE_MS = 3_600_000;

const authority = subjectName({ organization: 'Chancery', commonName: 'Chancery server CA' });

/** PEM texts as node's TLS takes them: the certificate with the CA behind it. */
export interface TlsPair {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly notAfter: Date;
}

/** The certificate in force: the one on file while it lasts and carries the names, else a new one. Rejects with `SealError`, and with `UnsafeFileError` for files that others may use. */
export async function ownCertificate(
  directory: string,
  seal: Seal,
  names: readonly string[],
  now: Date,
): Promise<TlsPair> {
  // Looked at before it is made: a link to nothing is there and cannot be made.
  if (!(await findPrivate(directory, tlsKeyTaken))) await mkdir(directory, { recursive: true, mode: 0o700 });
  await removeDrafts(
    directory,
    ['ca', 'server'].flatMap(name => [keyFile(name), `${name}.pem`]),
  );
  const ca = (await readPair(directory, 'ca', seal)) ?? (await makeCa(directory, seal, now));
  const server = await readPair(directory, 'server', seal);
  if (server && isGood(server.certificate, ca.certificate, names, now)) return pair(server, ca);
  return pair(await makeServer(directory, seal, ca, names, now), ca);
}

const keyFile = (name: string): string => `${name}-key.sealed`;

/** What to do when others may have read a key: it is sealed, so they have nothing without the seal. */
const tlsKeyTaken =
  'remove the directory if somebody may have read seal-key.json too; clients need the new ca.pem then';

interface Stored {
  readonly certificate: X509Certificate;
  readonly pkcs8Der: Buffer;
}

function pair(server: Stored, ca: Stored): TlsPair {
  return {
    certificatePem: server.certificate.toString() + ca.certificate.toString(),
    keyPem: encodePem('PRIVATE KEY', server.pkcs8Der),
    notAfter: new Date(server.certificate.validTo),
  };
}

function isGood(certificate: X509Certificate, ca: X509Certificate, names: readonly string[], now: Date): boolean {
  const lasts = Date.parse(certificate.validTo) - now.getTime() > RENEW_BEFORE_MS;
  const covers = names.every(
    name => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name.replace('*', 'kst-1'))) !== undefined,
  );
  return lasts && covers && certificate.verify(ca.publicKey);
}

async function makeCa(directory: string, seal: Seal, now: Date): Promise<Stored> {
  const key = await generateKeyPair(p256);
  const certificate = await issue(key, key, {
    subject: encodeName(authority),
    days: CA_DAYS,
    now,
    extensions: [basicConstraints({ authority: true, pathLength: 0 }), keyUsage(['keyCertSign', 'cRLSign'])],
  });
  return writePair(directory, 'ca', seal, certificate, key);
}

async function makeServer(
  directory: string,
  seal: Seal,
  ca: Stored,
  names: readonly string[],
  now: Date,
): Promise<Stored> {
  const key = await generateKeyPair(p256);
  const issuer = {
    algorithm: p256,
    pkcs8Der: ca.pkcs8Der,
    spkiDer: ca.certificate.publicKey.export({ type: 'spki', format: 'der' }),
  };
  const certificate = await issue(key, issuer, {
    subject: encodeName(
      subjectName({ organization: 'Chancery', commonName: names[0] && firstCharacters(names[0], 64) }),
    ),
    days: SERVER_DAYS,
    now,
    extensions: [
      basicConstraints({ authority: false }),
      keyUsage(['digitalSignature']),
      extendedKeyUsage(['serverAuth']),
      subjectAlternativeName(names.map(asGeneralName)),
    ],
  });
  return writePair(directory, 'server', seal, certificate, key);
}

function asGeneralName(name: string): GeneralName {
  return generalName(isIP(name) ? generalNameTypes.iPAddress : generalNameTypes.dNSName, name);
}

async function issue(
  key: GeneratedKey,
  issuer: GeneratedKey,
  asked: { subject: Buffer; days: number; now: Date; extensions: readonly Buffer[] },
): Promise<Buffer> {
  const tbs = encodeTbsCertificate({
    serialNumber: randomSerialNumber(),
    issuerAlgorithm: issuer.algorithm,
    issuerDer: encodeName(authority),
    notBefore: new Date(asked.now.getTime() - BACKDATE_MS),
    notAfter: new Date(asked.now.getTime() + asked.days * DAY_MS),
    subjectDer: asked.subject,
    spkiDer: key.spkiDer,
    extensions: [
      ...asked.extensions,
      subjectKeyIdentifier(keyIdentifier(key.spkiDer)),
      authorityKeyIdentifier(keyIdentifier(issuer.spkiDer)),
    ],
  });
  return assembleCertificate(tbs, issuer.algorithm, await sign(openPrivateKey(issuer.algorithm, issuer.pkcs8Der), tbs));
}

async function readPair(directory: string, name: string, seal: Seal): Promise<Stored | undefined> {
  const certificatePem = await readPublicFile(join(directory, `${name}.pem`));
  const sealed = await readPrivateFile(join(directory, keyFile(name)), tlsKeyTaken);
  if (!certificatePem || !sealed) return undefined;
  const certificate = new X509Certificate(certificatePem);
  const pkcs8Der = await openBytes(seal, Buffer.from(sealed, 'base64'), `tls/${name}`);
  // A crash between the two files leaves halves that do not fit; both are made anew then.
  const fits = certificate.checkPrivateKey(createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' }));
  return fits ? { certificate, pkcs8Der } : undefined;
}

async function writePair(directory: string, name: string, seal: Seal, der: Buffer, key: GeneratedKey): Promise<Stored> {
  const certificate = new X509Certificate(der);
  const sealed = await sealBytes(seal, key.pkcs8Der, `tls/${name}`);
  await replaceDurably(join(directory, keyFile(name)), sealed.toString('base64'), 0o600);
  await replaceDurably(join(directory, `${name}.pem`), certificate.toString(), 0o644);
  return { certificate, pkcs8Der: key.pkcs8Der };
}

const p256 = (() => {
  const algorithm = findAlgorithm('ECC_256');
  if (!algorithm) throw new Error('the algorithm table has lost ECC_256');
  return algorithm;
})();
