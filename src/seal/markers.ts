/**
 * Markers of paged lists: where a list goes on. A marker is sealed to the list it belongs to (operation, account, filter), so a
 * client can neither read nor change one, nor carry it to another list; every replica that has the seal can open it.
 * The place is a name and not a number, so things made or deleted between two pages neither repeat nor hide others.
 */
import { Refusal } from '../domain/change.js';
import type { MarkerReason } from '../domain/reasons.js';
import { type Seal, SealError } from './seal.js';
import { openBytes, sealBytes } from './sealed.js';

export class Markers {
  constructor(private readonly seal: Seal) {}

  /**
   * @param list what the marker is good for, e.g. `ListUsers 1000000000000001`
   * @param place any text, e.g. the last name of the page
   */
  async write(list: string, place: string): Promise<string> {
    return (await sealBytes(this.seal, Buffer.from(place), recordId(list))).toString('base64url');
  }

  /** The place that was written. Refused with `marker-invalid` what was not written for this list. */
  async read(list: string, marker: string): Promise<string> {
    const sealed = Buffer.from(marker, 'base64url');
    // Decoding passes over what is not Base64, so several texts would be one marker.
    if (sealed.toString('base64url') !== marker) throw new Refusal<MarkerReason>('marker-invalid');
    try {
      return (await openBytes(this.seal, sealed, recordId(list))).toString();
    } catch (error) {
      if (error instanceof SealError) throw new Refusal<MarkerReason>('marker-invalid');
      throw error;
    }
  }
}

function recordId(list: string): string {
  return `marker ${list}`;
}
