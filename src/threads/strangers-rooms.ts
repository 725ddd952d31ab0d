/** What strangers may take of a server's memory (gateway/strangers-share.ts), as rooms that its threads share. */
import type { HttpRoom } from '../gateway/http.js';
import type { StrangersShare } from '../gateway/strangers-share.js';
import { SharedRoom } from './shared-room.js';

/** What another thread makes the same rooms of. */
export interface PostedRooms {
  readonly share: StrangersShare;
  readonly bytes: SharedArrayBuffer;
  readonly connections: SharedArrayBuffer;
  readonly uncounted: SharedArrayBuffer;
}

export class StrangersRooms {
  readonly posted: PostedRooms;
  readonly #bytes: SharedRoom;
  readonly #connections: SharedRoom;
  readonly #uncounted: SharedRoom;

  /** @param posted of the thread that made the rooms; absent: new ones, to be handed to other threads */
  constructor(share: StrangersShare, threads: number, posted?: PostedRooms) {
    this.#bytes = new SharedRoom(share.maxWaitingBytes, threads, posted?.bytes);
    this.#connections = new SharedRoom(share.maxConnections, threads, posted?.connections);
    this.#uncounted = new SharedRoom(share.maxUncounted, threads, posted?.uncounted);
    this.posted = {
      share,
      bytes: this.#bytes.memory,
      connections: this.#connections.memory,
      uncounted: this.#uncounted.memory,
    };
  }

  /** The rooms as one thread has them. @param thread from 0 */
  of(thread: number): HttpRoom {
    return {
      limitBytes: this.posted.share.maxWaitingBytes,
      bytes: this.#bytes.of(thread),
      connections: this.#connections.of(thread),
      uncounted: this.#uncounted.of(thread),
    };
  }

  /** Gives back what a thread had that has died. */
  reclaim(thread: number): void {
    for (const room of [this.#bytes, this.#connections, this.#uncounted]) room.reclaim(thread);
  }
}
