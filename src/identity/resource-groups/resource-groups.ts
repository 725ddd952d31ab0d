/**
 * The resource groups of an account. Nobody makes them here: they are the labels that its authorities, certificates and attached policies carry, and the
 * group of everything that was made without one.
 */
import type { Page, PageOf } from '../../domain/page.js';
import { defaultResourceGroup } from '../../domain/resource-group.js';

export interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

/** Each of these that is given has to hold. */
export interface WantedGroups {
  readonly ids?: readonly string[] | undefined;
  /** Stands somewhere in the name, letter for letter. */
  readonly inName?: string | undefined;
  readonly inDisplayName?: string | undefined;
}

export interface WantedLabels {
  readonly ids?: readonly string[] | undefined;
  /** All of them stand somewhere in the label. */
  readonly parts: readonly string[];
  readonly without: string;
}

export interface ResourceGroupStore {
  /** Each label in use once, in their order, from the place `offset` on; `total` is of all that are wanted. */
  listLabels(
    accountId: string,
    wanted: WantedLabels,
    part: { readonly offset: number; readonly size: number },
  ): Promise<PageOf<string>>;
}

export class ResourceGroups {
  constructor(private readonly store: ResourceGroupStore) {}

  /** The default group first, then the labels in their order. */
  async list(accountId: string, wanted: WantedGroups, page: Page): Promise<PageOf<ResourceGroup>> {
    const usual = { id: defaultResourceGroup(accountId), name: 'default', displayName: 'default resource group' };
    const first = isWanted(usual, wanted) ? [usual] : [];
    const offset = (page.number - 1) * page.size;
    const onPage = first.slice(offset);
    const { ids, inName, inDisplayName } = wanted;
    const labels = await this.store.listLabels(
      accountId,
      { ids, parts: [inName, inDisplayName].filter(part => part !== undefined), without: usual.id },
      { offset: Math.max(0, offset - first.length), size: page.size - onPage.length },
    );
    return {
      items: [...onPage, ...labels.items.map(id => ({ id, name: id, displayName: id }))],
      total: first.length + labels.total,
    };
  }
}

function isWanted({ id, name, displayName }: ResourceGroup, { ids, inName, inDisplayName }: WantedGroups): boolean {
  return (ids?.includes(id) ?? true) && name.includes(inName ?? '') && displayName.includes(inDisplayName ?? '');
}
