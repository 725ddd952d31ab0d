/**
 * What this server offers beside the APIs of the cloud. It is a product of its own, with a version and permissions of its own: nothing of it gets in the way of
 * an operation that the vendor may add, and no policy written for the cloud allows it by accident.
 */
import type { ExplanationReason } from '../../explanations/asked-access.js';
import { defineProduct } from '../../spec/product.js';
import { ram } from '../ram/product.js';
import type { ChanceryServices } from './services.js';

export const chancery = defineProduct<ChanceryServices, ExplanationReason>()({
  code: 'chancery',
  title: 'Chancery',
  version: '2026-11-30',
  ramCode: 'chancery',
  since: '0.1.0',
  qps: 10,
  errors: {},
  dialect: ram.dialect,
  refusals: {
    'user-missing': 'EntityNotExist.User',
    'role-missing': 'EntityNotExist.Role',
    'client-key-missing': 'EntityNotExist.ClientKey',
    'policy-malformed': 'MalformedPolicyDocument',
    'policies-not-counted': 'InvalidParameter.Policies',
  },
  kinds: {},
  isExtension: true,
  contract: {},
});
