/**
 * The proxy that the environment names, as other programs read it: HTTPS_PROXY, and NO_PROXY with hosts that are asked without it. Node's own
 * agents (`proxyEnv`) are not used: they go on without a proxy of a kind that they do not know, and wait for ever for one that does not answer CONNECT.
 */
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';

export type ProxyVariables = Readonly<Record<string, string | undefined>>;

/** The proxy for an https URL; undefined where it is asked directly. @throws Error for a proxy that is no http or https URL */
export function proxyFor(url: URL, variables: ProxyVariables): URL | undefined {
  const text = variables.https_proxy || variables.HTTPS_PROXY;
  if (!text || isExempt(url, variables.no_proxy || variables.NO_PROXY || '')) return undefined;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  // Without the text: it may have a password in it.
  if (!proxy || !['http:', 'https:'].includes(proxy.protocol)) {
    throw new Error('HTTPS_PROXY is not the http or https URL of a proxy');
  }
  return proxy;
}

/** Entries are `*`, a host, which covers those below it too, or an address; each may have a port. */
function isExempt({ hostname, port }: URL, entries: string): boolean {
  const host = bare(hostname);
  return entries
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .some(entry => {
      const [, name = '', wantedPort] = /^(.*?)(?::(\d+))?$/.exec(isBareIpv6(entry) ? `[${entry}]` : entry) ?? [];
      if (wantedPort !== undefined && wantedPort !== (port || '443')) return false;
      const wanted = bare(name.toLowerCase()).replace(/^\*?\./, '');
      return wanted === '*' || host === wanted || (wanted !== '' && host.endsWith(`.${wanted}`));
    });
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');
const isBareIpv6 = (entry: string): boolean => entry.split(':').length > 2 && !entry.startsWith('[');

/** A connection through the proxy to the host of the URL (RFC 9110 section 9.3.6), on which TLS is still to begin. */
export function tunnelTo(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${url.hostname}:${url.port || '443'}`;
  const send = proxy.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const call: ClientRequest = send({
      method: 'CONNECT',
      host: bare(proxy.hostname),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: authority,
      headers: { host: authority, ...credentialsOf(proxy) },
      agent: false,
      signal,
    });
    const refused = (status: number | undefined) => new Error(`the proxy ${proxy.host} answered ${status} to CONNECT`);
    call.once('connect', (response: IncomingMessage, socket: Socket, early: Buffer) => {
      // The issuer says nothing before TLS begins.
      if (response.statusCode === 200 && early.length === 0) return resolve(socket);
      socket.destroy();
      reject(refused(response.statusCode));
    });
    call.once('response', response => {
      response.destroy();
      reject(refused(response.statusCode));
    });
    call.once('error', reject);
    call.end();
  });
}

function credentialsOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
