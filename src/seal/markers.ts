/**
 * Markers of lists that go on: a place, as clients hand it back. A marker is sealed to the list it belongs to (operation, account, filters), so
 * a client can neither read nor change one, nor carry it to another list; every replica that has the seal can open it.
 */
import { Refusal } from '../domain/change.js';
import type { MarkedList, Place } from '../domain/page.js';
import type { MarkerReason } from '../domain/reasons.js';
import { type Seal, SealError } from './seal.js';
import { openBytes, sealBytes } from './sealed.js';

export class Markers {
  constructor(private readonly seal: Seal) {}

  /** The marker of a place of the list; undefined without a place, where nothing follows. */
  async write(list: MarkedList, place: Place | undefined): Promise<string | undefined> {
    if (place === undefined) return undefined;
    return (await sealBytes(this.seal, Buffer.from(JSON.stringify(place)), recordId(list))).toString('base64url');
  }

  /**
   * The place that was written; undefined, for the start of the list, without a marker. Refused with `marker-invalid` what was not written
   * for this list.
   */
  async read<P extends Place>(list: MarkedList, marker: string | undefined): Promise<P | undefined> {
    if (marker === undefined) return undefined;
    const sealed = Buffer.from(marker, 'base64url');
    // Decoding passes over what is not Base64, so several texts would be one marker.
    if (sealed.toString('base64url') !== marker) throw new Refusal<MarkerReason>('marker-invalid');
    try {
      // Only this server writes what opens, and always the places of this list.
      return JSON.parse((await openBytes(this.seal, sealed, recordId(list))).toString()) as P;
    } catch (error) {
      if (error instanceof SealError) throw new Refusal<MarkerReason>('marker-invalid');
      throw error;
    }
  }
}

function recordId({ action, accountId, filters = {} }: MarkedList): string {
  return `marker ${action} ${accountId} ${JSON.stringify(filters)}`;
}
