/** What suites about revocation share: a CA that publishes lists, revoking, and reading a list with openssl. */
import { writeFileSync } from 'node:fs';
import { casOk, type MadeAuthority, makeRoot, makeSub } from '../api/cas/cas-calls.js';
import type { TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { openssl, type Scratch } from '../strangers/commands.js';

export const DAY_MS = 86_400_000;

export interface PublishingAuthority extends MadeAuthority {
  readonly root: MadeAuthority;
  /** Path of its complete list. */
  readonly path: string;
}

/** A sub CA below a root of its own, whose lists live for ten days. */
export async function publishingAuthority(
  client: SignedClient,
  accountId: string,
  parameters: { readonly Algorithm?: string; readonly CommonName?: string } = {},
): Promise<PublishingAuthority> {
  const root = await makeRoot(client, parameters);
  const sub = await makeSub(client, root, { EnableCrl: true, CrlDay: 10, ...parameters });
  return { ...sub, root, path: `/crl/${accountId}/${sub.Identifier}.crl` };
}

export const revokeCertificate = (client: SignedClient, { Identifier }: { readonly Identifier: string }) =>
  casOk(client, 'CreateRevokeClientCertificate', { Identifier });

export interface ReadList {
  readonly number: bigint;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Serial numbers in upper-case hexadecimal. */
  readonly revoked: readonly string[];
  /** What openssl prints of it. */
  readonly text: string;
  /** Path of the DER file. */
  readonly file: string;
}

let files = 0;

/** Reads a list as a stranger does. */
export function readList(der: Uint8Array, scratch: Scratch): ReadList {
  const file = scratch.path(`list-${++files}.crl`);
  writeFileSync(file, der);
  const text = openssl(['crl', '-inform', 'DER', '-in', file, '-noout', '-text']);
  const [, last, next] = /Last Update: (.*)\n\s+Next Update: (.*)\n/.exec(text) ?? [];
  return {
    // openssl prints small numbers in decimal and large ones as 0x…
    number: BigInt(/X509v3 CRL Number: \s*(\w+)/.exec(text)?.[1] ?? -1),
    thisUpdate: new Date(last ?? ''),
    nextUpdate: new Date(next ?? ''),
    revoked: [...text.matchAll(/Serial Number: ([0-9A-F]+)/g)].map(match => match[1] as string),
    text,
    file,
  };
}

export async function fetchList(url: string, path: string, scratch: Scratch): Promise<ReadList> {
  const response = await fetch(url + path);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  return readList(new Uint8Array(await response.arrayBuffer()), scratch);
}

/** The serial number as openssl prints it. */
export const serialOf = (pem: string): string =>
  openssl(['x509', '-noout', '-serial'], pem).trim().replace('serial=', '');

export const listOf = (server: TestServer, { path }: { readonly path: string }, scratch: Scratch): Promise<ReadList> =>
  fetchList(server.url, path, scratch);
