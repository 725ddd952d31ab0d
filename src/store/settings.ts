/** What the server remembers of itself: each setting is a name and a text. */
import { isRefusal } from '../domain/change.js';
import type { SealCheckStore } from '../seal/seal-check.js';
import { insertStep } from './step.js';
import type { Store } from './store.js';

const sealCheck = 'seal-check';
const taken = 'setting-exists';

export class StoredSettings implements SealCheckStore {
  constructor(private readonly store: Store) {}

  /** The text of a setting, or undefined. */
  async find(name: string): Promise<string | undefined> {
    const row = await this.store.db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
    return row?.value;
  }

  /** Saves a setting unless it exists already. */
  async saveOnce(name: string, value: string): Promise<void> {
    try {
      await this.store.commit([insertStep(this.store, 'settings', { name, value }, taken)]);
    } catch (error) {
      if (!isRefusal<typeof taken>(error, taken)) throw error;
    }
  }

  findSealCheck(): Promise<string | undefined> {
    return this.find(sealCheck);
  }

  saveSealCheck(text: string): Promise<void> {
    return this.saveOnce(sealCheck, text);
  }
}
