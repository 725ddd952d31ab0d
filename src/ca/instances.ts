/**
 * Instances, as the cloud sells them: here every authority comes with one, and what is left of them is the limit of what the authority may
 * issue (wire/cas.md sections 5.2 and 6.8).
 */
import { type Change, Refusal } from '../domain/change.js';
import { type Continuation, inParts, type Part, type PartOf } from '../domain/page.js';
import type { AuthorityPlace } from './authority-store.js';
import type { Authority, Labels } from './records.js';
import type { CaReason } from './refusals.js';
import type { CaStore } from './store.js';
import { subjectText } from './subject-text.js';

export interface Instance {
  readonly authority: Authority;
  /** Certificates and authorities that it issued and that are stored. */
  readonly issued: number;
}

export interface ListedInstance extends Instance {
  /** Number of the authority above. */
  readonly parentNumber: number | undefined;
  readonly subject: string;
}

const SLICE = 500;

export class Instances {
  constructor(private readonly store: CaStore) {}

  /** The instance of an authority, by its identifier. */
  findByAuthority(accountId: string, id: string): Promise<Instance | undefined> {
    return this.#find(accountId, id);
  }

  /** By its own identifier. */
  async findByInstance(accountId: string, instanceId: string): Promise<Instance | undefined> {
    const id = await this.store.findAuthorityIdOfInstance(accountId, instanceId);
    return id === undefined ? undefined : this.#find(accountId, id);
  }

  /** All of the account, newest first. */
  async list(accountId: string): Promise<readonly Instance[]> {
    const issued = await this.store.instances.countIssuedByEach(accountId);
    const all: Instance[] = [];
    const parts = inParts(SLICE, (part: Continuation<AuthorityPlace>) =>
      this.store.listAuthorities(accountId, {}, part),
    );
    for await (const items of parts) {
      all.push(...items.map(authority => ({ authority, issued: issued.get(authority.id) ?? 0 })));
    }
    return all;
  }

  /** Those that may issue certificates, newest first. With a parent those below it: directly, or at whatever depth. */
  async listIssuing(
    accountId: string,
    below: { readonly parentNumber: number; readonly recursive: boolean } | undefined,
    part: Part<AuthorityPlace>,
    now: Date,
  ): Promise<PartOf<ListedInstance, AuthorityPlace>> {
    const { instances } = this.store;
    let parentIds: string[] | undefined;
    if (below) {
      const parentId = await instances.findIdOfNumber(accountId, below.parentNumber);
      if (parentId === undefined) return { items: [], total: 0, next: undefined };
      parentIds = [parentId, ...(below.recursive ? await instances.findIdsBelow(parentId) : [])];
    }
    const { items, total, next } = await this.store.listAuthorities(accountId, { issuingAt: now, parentIds }, part);
    const above = items.flatMap(({ parentId }) => parentId ?? []);
    const [numbers, issued] = await Promise.all([
      instances.findNumbers(accountId, [...new Set(above)]),
      instances.countIssuedByEach(accountId),
    ]);
    const listed = items.map(authority => ({
      authority,
      issued: issued.get(authority.id) ?? 0,
      parentNumber: authority.parentId === undefined ? undefined : numbers.get(authority.parentId),
      subject: subjectText(authority),
    }));
    return { items: listed, total, next };
  }

  /** What permissions for the instance with that number may depend on. */
  async findLabels(accountId: string, number: number): Promise<Labels | undefined> {
    const id = await this.store.instances.findIdOfNumber(accountId, number);
    return id === undefined ? undefined : (await this.store.labels.find(accountId, [id])).get(id);
  }

  /**
   * Sets how many certificates and authorities an authority may issue.
   * Refused with `authority-missing`, `roots-have-no-limit`, `authority-is-external`, and the change with `limit-below-issued`.
   */
  async setLimit(accountId: string, number: number, limit: number): Promise<Change<CaReason>> {
    const id = await this.store.instances.findIdOfNumber(accountId, number);
    const authority = id === undefined ? undefined : await this.store.findAuthority(accountId, id);
    if (!authority) throw new Refusal<CaReason>('authority-missing');
    if (authority.kind === 'root') throw new Refusal<CaReason>('roots-have-no-limit');
    if (authority.origin === 'external') {
      throw new Refusal<CaReason>('authority-is-external', { Why: 'its key is not held here' });
    }
    return this.store.instances.setLimit(accountId, authority.id, limit);
  }

  async #find(accountId: string, id: string): Promise<Instance | undefined> {
    const [authority, quota] = await Promise.all([
      this.store.findAuthority(accountId, id),
      this.store.findQuota(accountId, id),
    ]);
    return authority && quota && { authority, issued: quota.issued };
  }
}
