/**
 * What an issuer publishes: its discovery document (OpenID Connect Discovery 1.0) and its keys, fetched over TLS. An address of a private
 * network is asked only where the administrator has allowed it for this issuer, since whoever registers one chooses what the server connects to.
 * Through a proxy it is the proxy that looks up the name and chooses the address: what this machine knows of the name is checked before (decision 17).
 */
import { type LookupAddress, lookup } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction, type Socket } from 'node:net';
import { type ConnectionOptions, connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { OidcProvider } from './oidc-provider.js';
import { type ProxyVariables, proxyFor, tunnelTo } from './proxies.js';

const MAX_BYTES = 256 * 1024;
const PATIENCE_MS = 5000;

/** The issuer's JSON Web Key Set as text. Rejects where it cannot be had, with the reason. @param variables the environment, which may name a proxy */
export async function fetchKeySet(provider: OidcProvider, variables: ProxyVariables = process.env): Promise<string> {
  const address = `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const discovery = await fetchText(address, provider, variables);
  const { issuer, jwks_uri: keysUrl } = JSON.parse(discovery) as { issuer?: unknown; jwks_uri?: unknown };
  // They have to be the same, or one issuer could speak for another.
  if (issuer !== provider.issuer) throw new Error(`the discovery document is of the issuer ${String(issuer)}`);
  if (typeof keysUrl !== 'string') throw new Error('the discovery document names no jwks_uri');
  return fetchText(keysUrl, provider, variables);
}

async function fetchText(address: string, provider: OidcProvider, variables: ProxyVariables): Promise<string> {
  const url = new URL(address);
  if (url.protocol !== 'https:') throw new Error(`${address} is not https`);
  const host = hostOf(url);
  if (isIP(host)) requireAllowed(host, provider);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const proxy = proxyFor(url, variables);
  if (proxy) await requireKnownAllowed(host, provider);
  const tunnel = proxy && (await tunnelTo(url, proxy, signal));
  const answered = new Promise<string>((resolve, reject) => {
    const call = request(url, {
      ca: provider.caPem,
      headers: { accept: 'application/json' },
      lookup: lookupFor(provider),
      signal,
      // An agent would connect by itself, so a request on a connection that is there already has none.
      ...(tunnel ? { createConnection: () => connect(tlsOn(tunnel, host, provider)) } : { agent: false }),
    });
    call.once('response', response => readAnswer(response, address, provider).then(resolve, reject));
    call.once('error', reject);
    call.end();
  });
  // TLS that ends leaves the connection to the proxy as it was.
  return answered.finally(() => tunnel?.destroy());
}

function tlsOn(socket: Socket, host: string, { caPem }: OidcProvider): ConnectionOptions {
  return { socket, host, ca: caPem, ...(isIP(host) === 0 && { servername: host }) };
}

async function readAnswer(response: IncomingMessage, address: string, provider: OidcProvider): Promise<string> {
  try {
    requirePinned(response.socket as TLSSocket, provider);
    // No redirection: where it leads is not what was registered.
    if (response.statusCode !== 200) throw new Error(`${address} answered ${response.statusCode}`);
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_BYTES) throw new Error(`${address} answered more than ${MAX_BYTES} bytes`);
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString();
  } finally {
    response.destroy();
  }
}

/** One certificate of the chain has to have one of the fingerprints, if there are any. */
function requirePinned(socket: TLSSocket, { fingerprints }: OidcProvider): void {
  if (fingerprints.length === 0) return;
  const seen = new Set<string>();
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate?.fingerprint) {
    const digits = certificate.fingerprint.replaceAll(':', '').toLowerCase();
    if (fingerprints.includes(digits)) return;
    // The last one is its own issuer.
    if (seen.has(digits)) break;
    seen.add(digits);
    certificate = certificate.issuerCertificate;
  }
  throw new Error('no certificate of the issuer has one of the fingerprints');
}

/** A name that this machine cannot look up, as is usual behind a proxy, is the proxy's to judge. */
async function requireKnownAllowed(host: string, provider: OidcProvider): Promise<void> {
  const known = await lookupAll(host, { all: true }).catch(() => []);
  for (const { address } of known) requireAllowed(address, provider);
}

function lookupFor(provider: OidcProvider): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (fault, addresses: LookupAddress[]) => {
      if (fault) return done(fault, '', 0);
      try {
        for (const { address } of addresses) requireAllowed(address, provider);
      } catch (refused) {
        return done(refused as NodeJS.ErrnoException, '', 0);
      }
      const [first] = addresses;
      return options.all ? done(null, addresses) : done(null, first?.address ?? '', first?.family ?? 0);
    });
  };
}

/** Networks that are nobody's on the internet (IANA's special-purpose registries). IPv4 within IPv6 counts as what it is. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6');
}

/** @throws Error for an address of a private network that was not allowed */
export function requireAllowed(address: string, { privateAddresses }: Pick<OidcProvider, 'privateAddresses'>): void {
  if (!privateAddresses && isPrivate(address)) {
    throw new Error(`${address} is an address of a private network, which is not allowed for this issuer`);
  }
}

/** Whether a URL has an address of a private network in it; of a name it is not known before it is looked up. */
export function isPrivateHost(url: string): boolean {
  const host = hostOf(new URL(url));
  return isIP(host) !== 0 && isPrivate(host);
}

function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
