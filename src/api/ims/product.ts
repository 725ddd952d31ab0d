/**
 * Identity Management Service: a later API over the same users and settings as RAM, of which this server has what Terraform calls. Its permissions are those of
 * RAM, so a policy about a password policy counts whichever API is used, and so are its words for errors.
 */
import { defineProduct } from '../../spec/product.js';
import contract from '../contracts/ims-2019-08-15.json' with { type: 'json' };
import { ram } from '../ram/product.js';
import type { ImsServices } from './services.js';

export const ims = defineProduct<ImsServices, never>()({
  code: 'ims',
  title: 'Identity Management Service',
  version: '2019-08-15',
  ramCode: 'ram',
  since: '0.1.0',
  qps: 100,
  errors: {},
  dialect: ram.dialect,
  refusals: {},
  kinds: {},
  contract,
});
