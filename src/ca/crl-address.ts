/** Where the public files of an authority are: the addresses that certificates and lists carry and `responders/` serves. */

interface Owned {
  readonly accountId: string;
  readonly id: string;
}

/** The complete list. `publicUrl` is without a trailing slash, here and below. */
export function crlUrl(publicUrl: string, { accountId, id }: Owned): string {
  return `${publicUrl}/crl/${accountId}/${id}.crl`;
}

/** What has been revoked since an earlier complete list. */
export function deltaCrlUrl(publicUrl: string, { accountId, id }: Owned): string {
  return `${publicUrl}/crl/${accountId}/${id}/delta.crl`;
}

/** One part of the list, from 0. */
export function shardCrlUrl(publicUrl: string, { accountId, id }: Owned, shard: number): string {
  return `${publicUrl}/crl/${accountId}/${id}/${shard}.crl`;
}

/** The certificate of an authority. */
export function caCertificateUrl(publicUrl: string, { id }: Pick<Owned, 'id'>): string {
  return `${publicUrl}/ca/${id}.crt`;
}

/** Where to ask for the status of what an authority has issued. */
export function ocspUrl(publicUrl: string, { id }: Pick<Owned, 'id'>): string {
  return `${publicUrl}/ocsp/${id}`;
}
