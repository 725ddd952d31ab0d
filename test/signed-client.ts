/**
 * A signing client for tests: what an official SDK does, small enough to send what no SDK would. Written from wire/gateway.md
 * sections 2 to 4 alone, so that it is a stranger to the server's own canonicalisation.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { request as send } from 'undici';

export interface ClientSettings {
  /** `http://127.0.0.1:8088` */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

export interface CallOptions {
  /** V3 by default; `v3-sm3` is V3 with HMAC-SM3. */
  readonly signature?: 'v1' | 'v3' | 'v3-sm3';
  readonly method?: 'GET' | 'POST';
  /** Where the parameters travel; with V1 the common ones travel with them. The query by default. */
  readonly place?: 'query' | 'form' | 'json';
  readonly nonce?: string;
  readonly date?: Date;
  readonly format?: string;
  /** Further headers. Those that start with `x-acs-` are signed in V3. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Prepared {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The members of a JSON answer; empty for any other. */
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** Parameters as an SDK takes them: scalars, lists and objects; `undefined` and `null` are not sent. */
export type CallParameters = Readonly<Record<string, unknown>>;

type Pairs = [name: string, value: string][];

export class SignedClient {
  constructor(private readonly settings: ClientSettings) {}

  /** The same caller at another address of the server. */
  at(endpoint: string): SignedClient {
    return new SignedClient({ ...this.settings, endpoint });
  }

  /** Signs and sends one call. */
  async call(version: string, action: string, parameters: CallParameters = {}, options: CallOptions = {}) {
    return this.send(this.prepare(version, action, parameters, options));
  }

  /** A signed request that is not sent yet, to be replayed or tampered with. */
  prepare(version: string, action: string, parameters: CallParameters = {}, options: CallOptions = {}): Prepared {
    return options.signature === 'v1'
      ? this.prepareV1(version, action, parameters, options)
      : this.prepareV3(version, action, parameters, options);
  }

  async send({ method, url, headers, body }: Prepared): Promise<Reply> {
    const {
      statusCode,
      headers: replyHeaders,
      body: stream,
    } = await send(this.settings.endpoint + url, {
      method,
      headers,
      body: body === '' ? null : body,
    });
    const text = await stream.text();
    const isJson = String(replyHeaders['content-type'] ?? '').includes('json');
    return {
      status: statusCode,
      headers: replyHeaders,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
      text,
    };
  }

  private prepareV1(version: string, action: string, parameters: CallParameters, options: CallOptions): Prepared {
    const { method = 'POST', place = 'query', format = 'JSON', headers = {} } = options;
    if (place === 'json') throw new Error('signature V1 does not cover a JSON body');
    const { accessKeyId, accessKeySecret, securityToken } = this.settings;
    const pairs: Pairs = [
      ['AccessKeyId', accessKeyId],
      ['Action', action],
      ['Format', format],
      ['SignatureMethod', 'HMAC-SHA1'],
      ['SignatureNonce', options.nonce ?? randomUUID()],
      ['SignatureVersion', '1.0'],
      ['Timestamp', seconds(options.date)],
      ['Version', version],
      ...(securityToken ? [['SecurityToken', securityToken] satisfies [string, string]] : []),
      ...flatten(parameters),
    ];
    const stringToSign = [method, '%2F', encode(encodePairs(sorted(pairs)))].join('&');
    const signature = createHmac('sha1', `${accessKeySecret}&`).update(stringToSign).digest('base64');
    const text = encodePairs([...pairs, ['Signature', signature]]);
    return place === 'form'
      ? { method, url: '/', headers: { 'content-type': formType, ...headers }, body: text }
      : { method, url: `/?${text}`, headers, body: '' };
  }

  private prepareV3(version: string, action: string, parameters: CallParameters, options: CallOptions): Prepared {
    const { method = 'POST', place = 'query', format, signature = 'v3' } = options;
    const { endpoint, accessKeyId, accessKeySecret, securityToken } = this.settings;
    const hash = signature === 'v3-sm3' ? 'sm3' : 'sha256';
    const algorithm = `ACS3-HMAC-${hash.toUpperCase()}`;

    const query: Pairs = [
      ...(place === 'query' ? flatten(parameters) : []),
      ...(format ? [['Format', format] satisfies [string, string]] : []),
    ];
    const body =
      place === 'query' ? '' : place === 'form' ? encodePairs(flatten(parameters)) : JSON.stringify(parameters);
    const payloadHash = createHash(hash).update(body).digest('hex');
    const headers: Record<string, string> = {
      host: new URL(endpoint).host,
      'x-acs-action': action,
      'x-acs-version': version,
      'x-acs-date': seconds(options.date),
      'x-acs-signature-nonce': options.nonce ?? randomUUID(),
      'x-acs-content-sha256': payloadHash,
      ...(place !== 'query' && { 'content-type': place === 'form' ? formType : 'application/json; charset=utf-8' }),
      ...(securityToken && { 'x-acs-security-token': securityToken, 'x-acs-accesskey-id': accessKeyId }),
      ...options.headers,
    };
    const signed = Object.keys(headers)
      .filter(name => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
      .sort();
    const canonicalRequest =
      `${method}\n/\n${encodePairs(sorted(query))}\n` +
      `${signed.map(name => `${name}:${headers[name]?.trim()}\n`).join('')}\n${signed.join(';')}\n${payloadHash}`;
    const stringToSign = `${algorithm}\n${createHash(hash).update(canonicalRequest).digest('hex')}`;
    const proof = createHmac(hash, accessKeySecret).update(stringToSign).digest('hex');
    headers.authorization = `${algorithm} Credential=${accessKeyId},SignedHeaders=${signed.join(';')},Signature=${proof}`;
    return { method, url: query.length > 0 ? `/?${encodePairs(query)}` : '/', headers, body };
  }
}

const formType = 'application/x-www-form-urlencoded';

/** `Tags: [{ Key: 'a' }]` becomes `Tags.1.Key=a`, `Context: { k: 'v' }` becomes `Context.k=v`. */
function flatten(parameters: CallParameters): Pairs {
  return Object.entries(parameters).flatMap(([name, value]) => flattenValue(name, value));
}

function flattenValue(name: string, value: unknown): Pairs {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => flattenValue(`${name}.${index + 1}`, item));
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, member]) => flattenValue(`${name}.${key}`, member));
  }
  return [[name, String(value)]];
}

function sorted(pairs: Pairs): Pairs {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function encodePairs(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** Byte by byte, by the letter of wire/gateway.md section 2.4. */
function encode(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const character = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9\-_.~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** `yyyy-MM-ddTHH:mm:ssZ` */
function seconds(date = new Date()): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
