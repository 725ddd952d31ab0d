import { generalNameTypes } from '../general-name.js';
import { isDnsName } from '../internet-names.js';
import { ipOctets } from '../ip-address.js';
import type { Rule } from './rule.js';

/** Only a warning: identities such as spiffe://domain/service have a trust domain there, which is often a single label. */
export const addressesHaveWholeHostNames: Rule = {
  id: 'addresses-have-whole-host-names',
  citation: 'RFC 5280 section 4.2.1.6',
  level: 'warning',
  check: ({ alternativeNames }) =>
    alternativeNames.names.every(
      ({ type, value }) => type !== generalNameTypes.uniformResourceIdentifier || hasWholeHost(value),
    )
      ? undefined
      : 'The host of a URI is a fully qualified domain name or an IP address.',
};

function hasWholeHost(uri: string): boolean {
  const [, authority] = /^[^:]+:\/\/([^/?#]*)/.exec(uri) ?? [];
  if (authority === undefined) return true;
  const host = authority.replace(/^.*@/, '').replace(/:[0-9]*$/, '');
  return (host.includes('.') && isDnsName(host)) || ipOctets(host.replace(/^\[|\]$/g, '')) !== undefined;
}
