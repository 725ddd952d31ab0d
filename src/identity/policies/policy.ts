/** A policy as the API shows it, whichever type it is. */
import type { Tag } from '../../domain/tags.js';
import type { PolicyReference } from '../store.js';

/** A policy of either type. */
export interface Policy extends PolicyReference {
  readonly name: string;
  readonly description: string;
  /** The number in `v1`. */
  readonly defaultVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Only custom policies have any. */
  readonly tags: readonly Tag[];
}

export interface PolicyDocument {
  readonly version: number;
  /** The text as it was given, byte for byte. */
  readonly document: string;
  readonly createdAt: Date;
}
