/** Calls of KMS as the vendor's Terraform provider makes them: signed V1 with HMAC-SHA1, everything in the form body. */
import { expect } from 'vitest';
import type { TestServer } from '../server.js';
import type { Answer } from './certificate-line.js';

export const REGION = 'cn-hangzhou';
/** Of every data source. */
const PAGE_SIZE = 50;

export class TerraformKms {
  readonly #server: () => TestServer;

  constructor(server: () => TestServer) {
    this.#server = server;
  }

  send(action: string, parameters: Answer) {
    return this.#server().root.call('2016-01-20', action, parameters, { signature: 'v1', place: 'form' });
  }

  async post(action: string, parameters: Answer): Promise<Answer> {
    const { status, body, text } = await this.send(action, parameters);
    expect(status, `${action}: ${text}`).toBe(200);
    return body;
  }

  /** What a resource reads after each step; undefined where the provider takes the answer for an object that is gone. */
  async read(action: string, parameters: Answer, gone: readonly string[]): Promise<Answer | undefined> {
    const { status, body, text } = await this.send(action, parameters);
    if (status === 200) return body;
    expect(gone, text).toContain(body.Code);
    return undefined;
  }

  /** All pages of a data source: the provider ends at the first that is not full. */
  async all(action: string, parameters: Answer, of: (body: Answer) => unknown): Promise<Answer[]> {
    const rows: Answer[] = [];
    for (let PageNumber = 1; ; PageNumber++) {
      const page = of(await this.post(action, { ...parameters, PageSize: PAGE_SIZE, PageNumber })) as Answer[];
      rows.push(...page);
      if (page.length < PAGE_SIZE) return rows;
    }
  }

  async tagsOf(ResourceType: string, id: string): Promise<Answer> {
    const { TagResources } = await this.post('ListTagResources', {
      RegionId: REGION,
      ResourceType,
      'ResourceId.1': id,
    });
    const tags = (TagResources as { TagResource: Answer[] }).TagResource;
    return Object.fromEntries(tags.map(tag => [tag.TagKey, tag.TagValue]));
  }

  /** Keys that went are taken away first, then what was added or changed is given. */
  async setTags(ResourceType: string, id: string, removed: readonly string[], added: Readonly<Record<string, string>>) {
    const named = { RegionId: REGION, ResourceType, 'ResourceId.1': id };
    const keys = removed.map((key, index) => [`TagKey.${index + 1}`, key]);
    if (keys.length > 0) await this.post('UntagResources', { ...named, ...Object.fromEntries(keys) });
    const tags = Object.entries(added).flatMap(([key, value], index) => [
      [`Tag.${index + 1}.Key`, key],
      [`Tag.${index + 1}.Value`, value],
    ]);
    if (tags.length > 0) await this.post('TagResources', { ...named, ...Object.fromEntries(tags) });
  }
}
