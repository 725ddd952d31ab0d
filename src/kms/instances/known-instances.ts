/** Records of instances, read once for as long as none of them changes (decision 12): every call to an instance asks whether it is there and connected. */
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { InstanceStore } from '../store.js';
import type { Instance } from './instance.js';

/** Some 1 KB each. */
const MAX_KEPT = 4000;

/** The store of instances, whose look-ups by id are kept. */
export function knownInstances(store: InstanceStore): InstanceStore {
  const instances = new CoherentCache<Instance>(store.generations, {
    subject: 'kms-instances',
    capacity: MAX_KEPT,
    // One may be bound to many networks.
    weigh: ({ boundNetworks }) => 1 + Math.floor(boundNetworks.length / 8),
  });
  return {
    ...store,
    find: (accountId, id) => instances.get(`${accountId} ${id}`, () => store.find(accountId, id)),
  };
}
