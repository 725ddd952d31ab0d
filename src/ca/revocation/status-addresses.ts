/**
 * Where a relying party learns the status of a certificate: addresses that the certificate carries for all its life.
 *
 * The API has a switch for the address of the revocation list (`EnableCrl`) and none for OCSP. A caller who sets it wants the certificate to be looked
 * up, so by default the other addresses go with it: the responder's, and that of the issuer's certificate, which a list or an answer is
 * checked with. Without it a certificate is what the cloud makes.
 */
import type { InformationAccess } from '../../x509/extensions/authority-information-access.js';
import { caCertificateUrl, crlUrl, ocspUrl, shardCrlUrl } from '../crl-address.js';
import type { CaSettings } from '../settings.js';
import type { ShardedAuthorities } from './shards.js';

export interface StatusAddresses {
  readonly crlUrl?: string;
  readonly informationAccess?: InformationAccess;
}

interface Issuer {
  readonly accountId: string;
  readonly id: string;
  readonly crlEnabled: boolean;
}

interface AddressParts {
  readonly settings: CaSettings;
  readonly sharded: ShardedAuthorities;
}

/**
 * @param wanted whether the caller wants the address of the list in it; without a list it is not
 */
export function statusAddresses(
  issuer: Issuer,
  serialNumber: Uint8Array,
  wanted: boolean,
  { settings, sharded }: AddressParts,
): StatusAddresses {
  const publicUrl = settings.publicUrl();
  const listed = wanted && issuer.crlEnabled;
  const shard = sharded.find(issuer.id, serialNumber);
  const list = shard === undefined ? crlUrl(publicUrl, issuer) : shardCrlUrl(publicUrl, issuer, shard);
  const access = { ocsp: [ocspUrl(publicUrl, issuer)], caIssuers: [caCertificateUrl(publicUrl, issuer)] };
  const accessible = settings.ocsp === 'always' || (settings.ocsp === 'with-crl' && listed);
  return { ...(listed && { crlUrl: list }), ...(accessible && { informationAccess: access }) };
}
