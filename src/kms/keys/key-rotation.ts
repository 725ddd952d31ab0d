/**
 * Gives keys their next versions by their policies (wire/kms.md section 6.11). Runs in every server: a version is made once, whichever server makes it,
 * since the change that adds it finds the key without it or is undone.
 */
import { type Change, isRefusal } from '../../domain/change.js';
import { type Job, repeatedly } from '../../domain/repeatedly.js';
import { background } from '../../domain/requester.js';
import type { Key } from './key.js';
import type { KeyMaterials } from './key-materials.js';
import type { KeyChangedReason, KeyStore } from './key-store.js';
import { statesAllowing } from './lifecycle.js';

export interface KeyRotationOptions {
  readonly commit: (change: Change) => Promise<void>;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

const EVERY_MS = 10_000;
const AFTER_FAULT_MS = 60_000;
const AT_ONCE = 20;

export class KeyRotation {
  constructor(
    private readonly store: KeyStore,
    private readonly materials: KeyMaterials,
    private readonly options: KeyRotationOptions,
  ) {}

  /** Looks for keys from time to time. */
  job(): Job {
    const { onFault } = this.options;
    return repeatedly({ everyMs: EVERY_MS, pauseAfterFaultMs: AFTER_FAULT_MS, onFault }, signal =>
      this.rotateDue(signal),
    );
  }

  /** Makes every version that is due. @param signal ends it after the key under way */
  async rotateDue(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.store.findDueForRotation(this.options.now(), AT_ONCE);
      for (const key of due) if (!signal?.aborted) await this.#rotate(key);
      if (due.length < AT_ONCE || signal?.aborted) return;
    }
  }

  async #rotate(key: Key): Promise<void> {
    const version = await this.materials.makeVersion(key, key.versionCount + 1, this.options.now(), background);
    try {
      await this.options.commit(this.store.addVersion(key, statesAllowing('get-version'), version, true));
    } catch (fault) {
      // Another server was faster, or the key is not enabled any more.
      if (!isRefusal<KeyChangedReason>(fault, 'key-changed')) throw fault;
    }
  }
}
