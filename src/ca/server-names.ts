/** What a server is called, as the alternative names that its clients compare: host names and addresses (RFC 9525). */
import { domainToASCII } from 'node:url';
import { InvalidInput } from '../crypto/invalid-input.js';
import { type GeneralName, generalName, generalNameTypes } from '../x509/general-name.js';
import { ipOctets } from '../x509/ip-address.js';

/** Undefined when the text is neither a host name (`*.` may stand in front) nor an IP address. International names become A-labels. */
export function serverName(text: string): GeneralName | undefined {
  const type = ipOctets(text) ? generalNameTypes.iPAddress : generalNameTypes.dNSName;
  try {
    return generalName(type, /^[\x00-\x7f]*$/.test(text) ? text : domainToASCII(text));
  } catch (cause) {
    if (cause instanceof InvalidInput) return undefined;
    throw cause;
  }
}

/** The names without those that say the same again. */
export function withoutRepetitions(names: readonly GeneralName[]): readonly GeneralName[] {
  const seen = new Set<string>();
  return names.filter(({ type, value }) => {
    // Host names are the same in any case; nothing else is compared that way.
    const key = `${type} ${type === generalNameTypes.dNSName ? value.toLowerCase() : value}`;
    return !seen.has(key) && seen.add(key);
  });
}
