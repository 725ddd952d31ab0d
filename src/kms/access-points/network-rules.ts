/**
 * Network rules: named lists of source addresses from which an application may come (wire/kms.md sections 3 and 4.1 to 4.5).
 * Policies refer to them by name, and nothing checks that such a name exists: a rule may be written after the policy that
 * uses it and deleted before it.
 */
import { AddressBlocks } from '../../access/address-blocks.js';
import type { NamedThings } from '../../domain/named-things.js';

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
  return new AddressBlocks().add(text);
}

/** The source addresses that a rule covers, to be asked as often as wanted; compared as policies compare addresses. */
export const coverageOf = ({ sourceAddresses }: Pick<NetworkRule, 'sourceAddresses'>): Pick<AddressBlocks, 'has'> =>
  AddressBlocks.of(sourceAddresses);

/** The network rules of all accounts. A change takes effect at once for every policy that refers to the rule. */
export type NetworkRules = NamedThings<'network-rule', NetworkRule, NetworkRuleUpdate>;
