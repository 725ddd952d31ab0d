/** A client of the shared gateway that signs with a client key (wire/gateway.md section 6.4), written from that section alone. */
import { randomUUID, sign } from 'node:crypto';
import { request } from 'undici';
import type { ClientKey } from './instance-client.js';

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, it => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);

export class SharedGatewayClient {
  constructor(
    private readonly url: string,
    private readonly key: ClientKey,
  ) {}

  async call(
    Action: string,
    given: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    const parameters: Record<string, string> = {
      ...given,
      Action,
      Version: '2016-01-20',
      AccessKeyId: this.key.id,
      Format: 'JSON',
      SignatureMethod: 'SHA256withRSA',
      SignatureType: 'PRIVATEKEY',
      SignatureVersion: '1.0',
      SignatureNonce: randomUUID(),
      Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    };
    const pairs = Object.keys(parameters)
      .sort()
      .map(name => `${encode(name)}=${encode(parameters[name] ?? '')}`)
      .join('&');
    const signature = sign('sha256', Buffer.from(`POST&%2F&${encode(pairs)}`), this.key.privateKey);
    const url = `${this.url}/?${pairs}&Signature=${encode(signature.toString('base64'))}`;
    const { statusCode: status, body } = await request(url, { method: 'POST' });
    return { status, body: (await body.json()) as Record<string, unknown> };
  }
}
