/** Asks an OCSP responder as openssl does, and without it where openssl cannot ask. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { openssl, type Scratch } from '../strangers/commands.js';

export interface Asked {
  readonly url: string;
  readonly issuerPem: string;
  readonly certificatePems: readonly string[];
  readonly scratch: Scratch;
  readonly options?: readonly string[];
}

/** DER of an OCSPRequest. */
export function makeRequest({
  issuerPem,
  certificatePems,
  scratch,
  options = ['-no_nonce'],
}: Omit<Asked, 'url'>): Buffer {
  const file = scratch.path('request.der');
  const certificates = certificatePems.flatMap((pem, i) => ['-cert', scratch.write(`asked-${i}.pem`, pem)]);
  const digest = options.filter(it => it.startsWith('-sha'));
  const issuer = scratch.write('issuer.pem', issuerPem);
  const others = options.filter(it => !it.startsWith('-sha'));
  // The digest counts for the certificates after it, the issuer for those too.
  openssl(['ocsp', ...digest, '-issuer', issuer, ...certificates, ...others, '-reqout', file]);
  return readFileSync(file);
}

/** What openssl says of the answer that it gets: verification, then a line and the times of each certificate. Throws where it does not verify. */
export async function ask(asked: Asked, trustedPem: string): Promise<string> {
  const { url, issuerPem, certificatePems, scratch, options = [] } = asked;
  const trusted = scratch.write('trusted.pem', trustedPem);
  const certificates = certificatePems.flatMap((pem, i) => ['-cert', scratch.write(`asked-${i}.pem`, pem)]);
  const issuer = scratch.write('issuer.pem', issuerPem);
  const digest = options.filter(it => it.startsWith('-sha'));
  const others = options.filter(it => !it.startsWith('-sha'));
  const command = [...digest, '-issuer', issuer, ...certificates, ...others, '-url', url, '-CAfile', trusted];
  return runBeside('openssl', ['ocsp', ...command]);
}

/** Everything that a command prints. The server that it speaks to is in this process, which must not stand still meanwhile. */
export async function runBeside(command: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(command, args, { encoding: 'utf8', timeout: 60_000 });
  return stderr + stdout;
}

/** The text of a DER response. */
export function responseText(der: Uint8Array, scratch: Scratch): string {
  return openssl(['ocsp', '-respin', scratch.write('response.der', der), '-resp_text', '-noverify']);
}

export async function post(url: string, body: Uint8Array): Promise<Buffer> {
  const headers = { 'content-type': 'application/ocsp-request' };
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

export const getPath = (request: Buffer): string => encodeURIComponent(request.toString('base64'));
