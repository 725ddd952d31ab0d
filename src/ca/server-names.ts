/** What a server is called, as the alternative names that its clients compare: host names and addresses (RFC 9525). */
import { domainToASCII } from 'node:url';
import { InvalidInput } from '../crypto/invalid-input.js';
import { firstCharacters } from '../text/first-characters.js';
import { comparableGeneralName, type GeneralName, generalName, generalNameTypes } from '../x509/general-name.js';
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

/** Types of names that a client can hold against the host that it connected to (RFC 9525 section 1.4). */
const ofServers: ReadonlySet<number> = new Set([
  generalNameTypes.dNSName,
  generalNameTypes.iPAddress,
  generalNameTypes.uniformResourceIdentifier,
]);

/** Whether any of these says which server it is. */
export const nameServer = (names: readonly GeneralName[]): boolean => names.some(({ type }) => ofServers.has(type));

/** Why a text of `Domain`, or a common name in its place, is refused; undefined: there is neither. */
export const noServerName = (text: string | undefined): string =>
  text === undefined
    ? 'the certificate would name no server, for neither the call nor the CSR has a DNS name or an IP address.'
    : `"${firstCharacters(text, 64)}" is neither a DNS name nor an IP address.`;

/** The names without those that say the same again. */
export function withoutRepetitions(names: readonly GeneralName[]): readonly GeneralName[] {
  const seen = new Set<string>();
  return names.filter(name => {
    const key = comparableGeneralName(name);
    return !seen.has(key) && seen.add(key);
  });
}
