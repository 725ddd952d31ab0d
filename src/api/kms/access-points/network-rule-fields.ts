/** What a network rule is given and what is said of it (wire/kms.md section 3). */
import type { NetworkRule } from '../../../kms/access-points/network-rules.js';
import { jsonText, list, type ObjectOf, string } from '../../../spec/field.js';

/** A list of addresses as JSON text. Whether each is an address is asked in the handler: no pattern says that of IPv6. */
export const sourceAddresses = () =>
  jsonText(list(string({ maxLength: 64 }), {}), {
    maxLength: 30_000,
    about: 'A JSON array of the source addresses: IP addresses and CIDR blocks. Host bits of a block may be set.',
    example: '["192.168.17.13","10.10.10.10/24"]',
  });

/** All that is said of a rule where it is created; the others say a part of it. */
export const networkRuleFields = {
  Arn: string({
    required: true,
    about: 'The ARN of the rule.',
    example: 'acs:kms:cn-hangzhou:1000000000000001:network/networkrule_test',
  }),
  Name: string({ required: true, about: 'The name of the rule.', example: 'networkrule_test' }),
  Type: string({ required: true, about: 'The kind of network.', example: 'Private' }),
  SourcePrivateIp: string({
    required: true,
    about: 'The addresses, as a JSON array without blanks.',
    example: '["192.168.17.13","10.10.10.10/24"]',
  }),
  Description: string({ required: true, about: 'What the rule is for.', example: 'networkrule description' }),
} as const;

/** @param owner whose rule it is, and the region that the call named */
export function networkRuleAnswer(
  rule: NetworkRule,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): ObjectOf<typeof networkRuleFields> {
  return {
    Arn: `acs:kms:${region}:${accountId}:network/${rule.name}`,
    Name: rule.name,
    Type: rule.type,
    SourcePrivateIp: JSON.stringify(rule.sourceAddresses),
    Description: rule.description,
  };
}
