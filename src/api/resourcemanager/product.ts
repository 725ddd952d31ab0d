/**
 * Resource Management: of which this server has what Terraform asks for beside the private CA. The vendor's permissions on resource groups are those of RAM
 * (`ram:*ResourceGroup*`), and so are its words for errors here.
 */
import { defineProduct } from '../../spec/product.js';
import contract from '../contracts/resourcemanager-2020-03-31.json' with { type: 'json' };
import { ram } from '../ram/product.js';
import type { ResourceManagerServices } from './services.js';

export const resourceManager = defineProduct<ResourceManagerServices, never>()({
  code: 'resourcemanager',
  title: 'Resource Management',
  version: '2020-03-31',
  ramCode: 'ram',
  since: '0.1.0',
  qps: 10,
  errors: {},
  dialect: ram.dialect,
  refusals: {},
  kinds: {},
  contract,
});
