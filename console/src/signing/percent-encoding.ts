/** The percent-encoding of signatures and requests: RFC 3986 sections 2.1 and 2.3 (the characters that stay). */

export type Parameters = readonly (readonly [name: string, value: string])[];

/** UTF-8 bytes other than `A-Z a-z 0-9 - _ . ~` as %XX in upper case. Lone surrogates become U+FFFD, as they do in UTF-8. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A query or a form body: both are read alike by the server. */
export function encodeParameters(parameters: Parameters): string {
  return parameters.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
}
