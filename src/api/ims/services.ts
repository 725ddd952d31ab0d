/** What operations of IMS are given. */
import type { Identity } from '../../identity/identity.js';

export type ImsServices = Pick<Identity, 'accountSettings' | 'oidcProviders' | 'markers'>;
