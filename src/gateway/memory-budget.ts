/**
 * How much memory requests may take before anybody is known. Whatever strangers send is counted here as it arrives, headers and
 * bodies alike, until its answer is sent. When the budget is spent, the request that has been arriving for longest is given up:
 * who sends a request in one go is done in milliseconds, and who holds back its end makes room for the others.
 */

import { OwnRoom, type Room } from './room.js';

/** The bytes of one request, or of the beginning of one. */
export interface Reservation {
  /** Counts more bytes. False when there is no room for them: the caller gives the request up. */
  grow(bytes: number): boolean;
  /** The request has arrived and is worked on: it is no longer given up for another. */
  arrived(): void;
  /** Its bytes are free. May be called again. */
  release(): void;
}

export class MemoryBudget {
  #used = 0;
  /** Those that are still arriving, the oldest first, with what ends each. */
  readonly #arriving = new Map<Reservation, () => void>();

  /** @param room of so many bytes; the threads of a server share theirs */
  constructor(
    readonly limitBytes: number,
    private readonly room: Room = new OwnRoom(limitBytes),
  ) {}

  get usedBytes(): number {
    return this.#used;
  }

  /** `giveUp` is called at most once, when the room is needed for another request; its bytes are free by then. */
  open(giveUp: () => void): Reservation {
    let held = 0;
    let released = false;
    const reservation: Reservation = {
      grow: bytes => {
        if (released || !this.#makeRoom(bytes, reservation)) return false;
        held += bytes;
        this.#used += bytes;
        return true;
      },
      arrived: () => {
        this.#arriving.delete(reservation);
      },
      release: () => {
        released = true;
        this.#arriving.delete(reservation);
        this.room.give(held);
        this.#used -= held;
        held = 0;
      },
    };
    this.#arriving.set(reservation, giveUp);
    return reservation;
  }

  #makeRoom(bytes: number, asking: Reservation): boolean {
    if (bytes > this.limitBytes) return false;
    while (!this.room.take(bytes)) {
      const oldest = this.#oldestBut(asking);
      if (!oldest) return false;
      const [reservation, giveUp] = oldest;
      reservation.release();
      giveUp();
    }
    return true;
  }

  #oldestBut(asking: Reservation): [Reservation, () => void] | undefined {
    for (const entry of this.#arriving) if (entry[0] !== asking) return entry;
    return undefined;
  }
}
