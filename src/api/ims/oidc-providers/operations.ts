/** OIDC providers, in the order of the reference. */
import addClientId from './AddClientIdToOIDCProvider.js';
import addFingerprint from './AddFingerprintToOIDCProvider.js';
import createOidcProvider from './CreateOIDCProvider.js';
import deleteOidcProvider from './DeleteOIDCProvider.js';
import getOidcProvider from './GetOIDCProvider.js';
import listOidcProviders from './ListOIDCProviders.js';
import removeClientId from './RemoveClientIdFromOIDCProvider.js';
import removeFingerprint from './RemoveFingerprintFromOIDCProvider.js';
import updateOidcProvider from './UpdateOIDCProvider.js';

export const oidcProviderOperations = [
  createOidcProvider,
  getOidcProvider,
  listOidcProviders,
  updateOidcProvider,
  addClientId,
  removeClientId,
  addFingerprint,
  removeFingerprint,
  deleteOidcProvider,
];
