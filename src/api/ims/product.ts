/**
 * Identity Management Service: a later API over the same users and settings as RAM, of which this server has what Terraform calls. Its permissions are those of
 * RAM, so a policy about a password policy counts whichever API is used, and so are its words for errors.
 */
import type { MarkerReason } from '../../domain/reasons.js';
import type { OidcProviderReason } from '../../identity/federation/oidc-provider.js';
import { defineProduct } from '../../spec/product.js';
import contract from '../contracts/ims-2019-08-15.json' with { type: 'json' };
import { ram } from '../ram/product.js';
import type { ImsServices } from './services.js';

export const ims = defineProduct<ImsServices, OidcProviderReason | MarkerReason>()({
  code: 'ims',
  title: 'Identity Management Service',
  version: '2019-08-15',
  ramCode: 'ram',
  since: '0.1.0',
  qps: 100,
  errors: {},
  dialect: ram.dialect,
  refusals: {
    'oidc-provider-missing': 'EntityNotExist.OIDCProvider',
    'oidc-provider-exists': 'EntityAlreadyExists.OIDCProvider',
    'oidc-provider-limit': 'LimitExceeded.OIDCProvider',
    'oidc-provider-raced': 'OperationConflict.OIDCProvider',
    'oidc-issuer-private': 'InvalidParameter.IssuerUrl.PrivateAddress',
    'oidc-client-id-missing': 'EntityNotExist.OIDCProvider.ClientId',
    'oidc-client-id-exists': 'EntityAlreadyExists.OIDCProvider.ClientId',
    'oidc-client-id-limit': 'LimitExceeded.OIDCProvider.ClientId',
    'oidc-fingerprint-missing': 'EntityNotExist.OIDCProvider.Fingerprint',
    'oidc-fingerprint-exists': 'EntityAlreadyExists.OIDCProvider.Fingerprint',
    'oidc-fingerprint-limit': 'LimitExceeded.OIDCProvider.Fingerprint',
    'marker-invalid': 'InvalidParameter.Marker',
  },
  kinds: { 'ims.oidc-provider': ['CreateOIDCProvider'] },
  contract,
});
