/** Errors about OIDC providers, worded as those of RAM are. */
import { MAX_ISSUER_LENGTH } from '../../../identity/federation/oidc-provider.js';
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const oidcProviderErrors = errorsByCode({
  'EntityNotExist.OIDCProvider': {
    status: 404,
    message: 'The OIDC provider does not exist.',
    cause: 'The account has no provider of this name. What another account has looks the same.',
    advice: 'Check the name: ListOIDCProviders lists the providers.',
  },
  'EntityAlreadyExists.OIDCProvider': {
    status: 409,
    message: 'The OIDC provider does already EXIST.',
    cause: 'The account has a provider of this name, in upper or lower case.',
    advice: 'Choose another OIDCProviderName, or change that provider with UpdateOIDCProvider.',
  },
  'LimitExceeded.OIDCProvider': {
    status: 409,
    message: 'The count of OIDC providers beyond the current limits.',
    cause: `The account has ${limits.oidcProvidersPerAccount} providers.`,
    advice: 'Delete providers that nobody needs with DeleteOIDCProvider.',
  },
  'OperationConflict.OIDCProvider': {
    status: 409,
    message: 'The OIDC provider is being changed by another call.',
    cause: 'Another call has changed the provider since this one read it.',
    advice: 'Make the call again.',
  },
  'EntityNotExist.OIDCProvider.ClientId': {
    status: 404,
    message: 'The client id of the OIDC provider does not exist.',
    advice: 'Check the client id: GetOIDCProvider shows those that the provider has.',
  },
  'EntityAlreadyExists.OIDCProvider.ClientId': {
    status: 409,
    message: 'The client id of the OIDC provider does already EXIST.',
    advice: 'Nothing has to be done: the provider has the client id.',
  },
  'LimitExceeded.OIDCProvider.ClientId': {
    status: 409,
    message: 'The count of client ids beyond the current limits.',
    cause: `A provider has at most ${limits.clientIdsPerOidcProvider} client ids.`,
    advice: 'Remove one with RemoveClientIdFromOIDCProvider, or make another provider of the same issuer.',
  },
  'EntityNotExist.OIDCProvider.Fingerprint': {
    status: 404,
    message: 'The fingerprint of the OIDC provider does not exist.',
    advice: 'Check the fingerprint: GetOIDCProvider shows those that the provider has.',
  },
  'EntityAlreadyExists.OIDCProvider.Fingerprint': {
    status: 409,
    message: 'The fingerprint of the OIDC provider does already EXIST.',
    advice: 'Nothing has to be done: the provider has the fingerprint.',
  },
  'LimitExceeded.OIDCProvider.Fingerprint': {
    status: 409,
    message: 'The count of fingerprints beyond the current limits.',
    cause: `A provider has at most ${limits.fingerprintsPerOidcProvider} fingerprints.`,
    advice: 'Remove one with RemoveFingerprintFromOIDCProvider first.',
  },
  'InvalidParameter.IssuerUrl.Format': {
    status: 400,
    message:
      'The format of the parameter - "IssuerUrl" is incorrect. It must be an https URL without query, fragment and credentials.',
    cause: `The issuer is not an https URL of at most ${MAX_ISSUER_LENGTH} characters, or has a query, a fragment or credentials.`,
    advice: 'Give the issuer exactly as its tokens have it in `iss`.',
  },
  'InvalidParameter.IssuerUrl.PrivateAddress': {
    status: 400,
    message:
      'The parameter - "IssuerUrl" is incorrect. It has an address of a private network, which only the administrator of the server can allow.',
    cause: 'Whoever makes a provider chooses what the server connects to, and it must not be something behind it.',
    advice:
      'Have the administrator register the issuer with `chancery oidc-provider add --allow-private-address`, or with its keys in `--key-set-file`.',
  },
  'InvalidParameter.ClientIds.Format': {
    status: 400,
    message: 'The format of the parameter - "ClientIds" is incorrect. It must be client ids separated by commas.',
    cause: 'A client id is empty, or longer than 255 characters.',
    advice: 'Give client ids of 1 to 255 characters, with one comma between two of them.',
  },
  'InvalidParameter.Fingerprints.Format': {
    status: 400,
    message: 'The format of the parameter - "Fingerprints" is incorrect. It must be SHA-1s separated by commas.',
    cause: 'A fingerprint does not have 40 hexadecimal digits.',
    advice: 'Give what `openssl x509 -noout -fingerprint -sha1` prints of a certificate in the chain of the issuer.',
  },
  'InvalidParameter.Fingerprint.Format': {
    status: 400,
    message: 'The format of the parameter - "Fingerprint" is incorrect. It must be a SHA-1 of 40 hexadecimal digits.',
    advice: 'Give what `openssl x509 -noout -fingerprint -sha1` prints of a certificate in the chain of the issuer.',
  },
});
