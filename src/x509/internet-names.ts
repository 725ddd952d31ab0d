/** The syntax of names that certificates carry as ASCII text: mail addresses, host names, URIs (RFC 5280 section 4.2.1.6). */

/** RFC 5321 dot-atom and host; the quoted form has no use in certificates. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  return (
    local.length <= 64 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local) &&
    isHostName(text.slice(at + 1))
  );
}

/** A spelling that is the same for mail addresses that are the same: the host has no case, what stands before it may have (RFC 5280 section 7.5). */
export const comparableEmail = (text: string): string => text.replace(/@[^@]*$/, host => host.toLowerCase());

/** RFC 6125 section 6.4.3: a wildcard is the whole leftmost label, and something follows it. */
export const isDnsName = (text: string): boolean => isHostName(text.startsWith('*.') ? text.slice(2) : text);

/** The preferred syntax of RFC 1034 section 3.5 as relaxed by RFC 1123; a numeric last label would be an address, not a name. */
export function isHostName(text: string): boolean {
  return (
    text.length <= 253 &&
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(text) &&
    !/(?:^|\.)[0-9]+$/.test(text)
  );
}

/** RFC 3986, with a scheme and something after it; percent signs begin a pair of hexadecimal digits. */
export function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/.test(text);
}
