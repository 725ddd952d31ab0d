/** What official SDKs, the vendor's command line and Terraform read, as `export` lines for a shell. */
import { join } from 'node:path';
import type { Config } from '../config.js';
import { ServerUrl } from '../server-url.js';

/** The products by the names under which clients look for their endpoints; here all of them have the same. */
const endpointProducts = ['cas', 'kms', 'ram', 'sts', 'ims', 'resourcemanager'] as const;

export interface ClientKey {
  readonly accountId: string;
  readonly id: string;
  readonly secret: string;
  /** Of a temporary key. */
  readonly securityToken?: string;
}

/** @param endpoint `HOST:PORT` */
export function exportLines(
  { accountId, id, secret, securityToken }: ClientKey,
  endpoint: string,
  region: string,
  caFile: string | undefined,
): string {
  const variables = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
    ...(securityToken !== undefined && { ALIBABA_CLOUD_SECURITY_TOKEN: securityToken }),
    ALIBABA_CLOUD_ENDPOINT: endpoint,
    // The command line asks for sessions of roles there, whatever --endpoint says.
    ALIBABA_CLOUD_STS_ENDPOINT: endpoint,
    ...Object.fromEntries(endpointProducts.map(code => [`ALIBABA_CLOUD_ENDPOINT_${code.toUpperCase()}`, endpoint])),
    // SDKs and the command line read the first, Terraform the second.
    ALIBABA_CLOUD_REGION_ID: region,
    ALIBABA_CLOUD_REGION: region,
    // Without these two Terraform asks services on the internet at its start.
    ALIBABA_CLOUD_ACCOUNT_ID: accountId,
    ALIBABA_CLOUD_ACCOUNT_TYPE: 'Domestic',
    ...(caFile !== undefined && { NODE_EXTRA_CA_CERTS: caFile, SSL_CERT_FILE: caFile }),
  };
  return Object.entries(variables)
    .map(([name, value]) => `${exportLine(name, value)}\n`)
    .join('');
}

/** Where the server of these settings is reached from this machine: as localhost, if it listens on every address. */
export function serverOf({ listen: { host, port }, tls }: Config): string {
  return new ServerUrl(host, undefined).listens(tls.kind === 'off' ? 'http' : 'https', port);
}

/** The CA of the server's own certificate. Who chose a certificate with --tls CERT,KEY knows who trusts it. */
export function caFileOf({ tls, dataDirectory }: Config): string | undefined {
  return tls.kind === 'auto' ? join(dataDirectory, 'tls', 'ca.pem') : undefined;
}

/** The port is written also where it is the protocol's own. */
export function endpointOf(server: string): string {
  const { protocol, hostname, port } = new URL(server);
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`;
}

/** Single quotes keep every character from the shell. */
function exportLine(name: string, value: string): string {
  return `export ${name}='${value.replaceAll("'", "'\\''")}'`;
}
