/**
 * Network rules: named lists of source addresses from which an application may come (kms-2016-01-20 sections 3 and 4.1 to 4.5).
 * Policies refer to them by name, and nothing checks that such a name exists: a rule may be written after the policy that
 * uses it and deleted before it.
 */
import { BlockList, isIP } from 'node:net';
import { type Change, Refusal } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { NetworkRuleStore } from '../store.js';

/** Where the cloud's console lets a rule apply. All three are kept and shown; the addresses decide alike in each. */
export type NetworkRuleType = 'Private' | 'Public' | 'VPC';

export interface NetworkRule {
  readonly name: string;
  readonly type: NetworkRuleType;
  readonly description: string;
  /** Addresses and CIDR blocks as they were given. An empty list covers nobody. */
  readonly sourceAddresses: readonly string[];
  readonly createdAt: Date;
}

/** What may be changed; an absent member stays as it is. */
export type NetworkRuleUpdate = Partial<Pick<NetworkRule, 'description' | 'sourceAddresses'>>;

/** Whether a text is an IPv4 or IPv6 address or a CIDR block. Host bits may be set: `10.10.10.10/24` is a block. */
export function isAddressOrBlock(text: string): boolean {
  return parseBlock(text) !== undefined;
}

/** Whether a source address is one of the rule's. IPv4 in IPv6 dress (`::ffff:192.0.2.1`) is that IPv4 address. */
export function coversAddress(rule: Pick<NetworkRule, 'sourceAddresses'>, address: string): boolean {
  const blocks = new BlockList();
  for (const text of rule.sourceAddresses) {
    const block = parseBlock(text);
    if (block) blocks.addSubnet(block.address, block.prefix, block.family);
  }
  const version = isIP(address);
  return version !== 0 && blocks.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

function parseBlock(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  // isIP knows zones (`fe80::1%eth0`), which mean something on one machine only and nothing to BlockList.
  const version = address.includes('%') ? 0 : isIP(address);
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  if (version === 0 || rest.length > 0 || length > bits) return undefined;
  if (prefix !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  return { address, prefix: length, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** The network rules of all accounts. Changes are refused with `network-rule-exists` or `network-rule-missing`. */
export class NetworkRules {
  constructor(private readonly store: NetworkRuleStore) {}

  /** Throws the refusal `network-rule-missing`, also for another account's rule. */
  async get(accountId: string, name: string): Promise<NetworkRule> {
    const rule = await this.store.findNetworkRule(accountId, name);
    if (!rule) throw new Refusal('network-rule-missing');
    return rule;
  }

  /** Newest first. */
  list(accountId: string, page: Page): Promise<PageOf<NetworkRule>> {
    return this.store.listNetworkRules(accountId, page);
  }

  create(accountId: string, rule: NetworkRule): Change {
    return [this.store.insertNetworkRule(accountId, rule)];
  }

  /** Takes effect at once for every policy that refers to the rule. */
  update(accountId: string, name: string, update: NetworkRuleUpdate, now: Date): Change {
    return [this.store.updateNetworkRule(accountId, name, update, now)];
  }

  delete(accountId: string, name: string): Change {
    return [this.store.deleteNetworkRule(accountId, name)];
  }
}
