/** Where the public files of an authority are: the addresses that certificates carry and `responders/` serves. */

/** `publicUrl` is without a trailing slash. */
export function crlUrl(publicUrl: string, authority: { readonly accountId: string; readonly id: string }): string {
  return `${publicUrl}/crl/${authority.accountId}/${authority.id}.crl`;
}
