/** TLS of the listener: none, files that an administrator renews, or a certificate that the server renews itself. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { type Job, repeatedly } from '../domain/repeatedly.js';
import { readAdministratorsFile, readPublicFile, UnsafeFileError } from '../files/private-file.js';
import type { Seal } from '../seal/seal.js';
import { ownCertificate } from './own-certificate.js';

export interface TlsSettings {
  readonly mode:
    | { readonly kind: 'off' | 'auto' }
    | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string };
  readonly dataDirectory: string;
  readonly host: string;
  readonly publicUrl: string | undefined;
}

/** As node's TLS takes it, and as it can be posted to another thread. */
export interface ListenerTls {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  readonly minVersion: 'TLSv1.2';
}

export interface ServerTls {
  readonly options: ListenerTls;
  /** What clients have to trust, as PEM: the CA of the server's own, or what stands in the file after the certificate, or that itself. */
  trustPem(): Promise<string>;
  /** The job that keeps the certificate of listening servers fresh. @param use is given what is to be used from now on */
  renewal(use: (options: ListenerTls) => void): Job;
}

/** Often enough for files that were replaced to be noticed the same day, and for a certificate of 90 days by far. */
const LOOK_AGAIN_MS = 12 * 3_600_000;

/** What the listener needs, or undefined without TLS. `reportFault` is told when a renewal fails. Rejects with `UnsafeFileError` when a file cannot be used. */
export async function serverTls(
  settings: TlsSettings,
  seal: Seal,
  now: () => Date,
  reportFault: (fault: unknown) => void,
  lookAgainMs = LOOK_AGAIN_MS,
): Promise<ServerTls | undefined> {
  const { mode } = settings;
  if (mode.kind === 'off') return undefined;
  const load = async (): Promise<ListenerTls> => {
    if (mode.kind === 'files') {
      return { ...(await readPair(mode)), minVersion: 'TLSv1.2' };
    }
    const names = serverNames(settings);
    const own = await ownCertificate(join(settings.dataDirectory, 'tls'), seal, names, now());
    return { cert: own.certificatePem, key: own.keyPem, minVersion: 'TLSv1.2' };
  };
  return {
    options: await load(),
    trustPem: async () => issuersOf((await load()).cert),
    renewal: use =>
      // The certificate in use goes on until it expires; the next look may succeed.
      repeatedly({ everyMs: lookAgainMs, onFault: reportFault }, async () => use(await load())),
  };
}

async function readPair(files: { readonly certificateFile: string; readonly keyFile: string }) {
  const cert = await readPublicFile(files.certificateFile);
  const key = await readAdministratorsFile(files.keyFile, 'have it replaced if somebody may have read it');
  if (cert === undefined) throw new UnsafeFileError(`there is no ${files.certificateFile}, which --tls names`);
  if (key === undefined) throw new UnsafeFileError(`there is no ${files.keyFile}, which --tls names`);
  try {
    createSecureContext({ cert, key });
  } catch {
    // No cause: it may quote what is in the files.
    throw new UnsafeFileError(
      `${files.certificateFile} and ${files.keyFile} are not the PEM texts of a certificate and its private key`,
    );
  }
  return { cert, key };
}

/** The certificates after the first of a chain, or the only one. */
function issuersOf(chainPem: string): string {
  const certificates = chainPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g) ?? [];
  return certificates.slice(certificates.length > 1 ? 1 : 0).join('');
}

/** Under which names clients may reach this server: the address it listens on, this machine's, and the public one. */
function serverNames({ host, publicUrl }: TlsSettings): string[] {
  const anywhere = host === '0.0.0.0' || host === '::';
  const names = ['localhost', '127.0.0.1', ...(anywhere ? [] : [host]), hostname()];
  if (publicUrl) {
    const own = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
    names.push(own);
    // KMS instances are addressed by names below it (wire/kms-instance.md section 0).
    if (isIP(own) === 0 && own.includes('.')) names.push(`*.${own}`);
  }
  return [...new Set(names)].filter(name => isIP(name) !== 0 || /^(?:\*\.)?[A-Za-z0-9.-]+$/.test(name));
}
