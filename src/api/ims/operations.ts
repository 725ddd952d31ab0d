/** What IMS answers to, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import { accountSettingOperations } from './account-settings/operations.js';
import { oidcProviderOperations } from './oidc-providers/operations.js';
import type { ImsServices } from './services.js';

export const imsOperations = (services: ImsServices): Operation[] =>
  [...accountSettingOperations, ...oidcProviderOperations].map(operation => operation(services));
