/** Calls as the vendor's Terraform provider makes them: signed V1 with HMAC-SHA1. */
import { expect } from 'vitest';
import type { TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import type { Answer } from './certificate-line.js';

export const RAM = '2015-05-01';
export const STS = '2015-04-01';
export const IMS = '2019-08-15';

/** Most resources put everything into the form. Those on the older SDK use the query, and send the region along. */
export type Sdk = 'newer' | 'older';

export class TerraformCalls {
  readonly #server: () => Pick<TestServer, 'root'>;

  constructor(server: () => Pick<TestServer, 'root'>) {
    this.#server = server;
  }

  send(version: string, action: string, parameters: Answer = {}, sdk: Sdk = 'newer'): ReturnType<SignedClient['call']> {
    const { root } = this.#server();
    if (sdk === 'newer') return root.call(version, action, parameters, { signature: 'v1', place: 'form' });
    const more = { RegionId: 'cn-hangzhou', ...parameters };
    return root.call(version, action, more, { signature: 'v1', place: 'query' });
  }

  async post(version: string, action: string, parameters: Answer = {}, sdk: Sdk = 'newer'): Promise<Answer> {
    const { status, body, text } = await this.send(version, action, parameters, sdk);
    expect(status, `${action}: ${text}`).toBe(200);
    return body;
  }

  /** The code of a call that is refused, by which the provider tells what it may go on after. */
  async codeOf(version: string, action: string, parameters: Answer = {}, sdk: Sdk = 'newer'): Promise<unknown> {
    const { status, body } = await this.send(version, action, parameters, sdk);
    expect([action, status]).not.toEqual([action, 200]);
    return body.Code;
  }

  /** The items of all pages of a list of RAM. */
  async all(action: string, parameters: Answer, of: (body: Answer) => unknown, sdk: Sdk = 'newer'): Promise<Answer[]> {
    const items: Answer[] = [];
    let more = {};
    for (;;) {
      const body = await this.post(RAM, action, { ...parameters, ...more }, sdk);
      items.push(...(of(body) as Answer[]));
      if (body.IsTruncated !== true) return items;
      more = { Marker: body.Marker };
    }
  }
}
