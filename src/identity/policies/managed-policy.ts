/** A policy that the API manages by type and name and attaches to users. What its document says is a `Policy` of `access/`. */
import type { Tag } from '../../domain/tags.js';
import type { PolicyReference } from '../store.js';

/** Of either type. */
export interface ManagedPolicy extends PolicyReference {
  readonly name: string;
  readonly description: string;
  /** The number in `v1`. */
  readonly defaultVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Only custom policies have any. */
  readonly tags: readonly Tag[];
}
