/** For whom slow work is done, so that one who asks for much holds up nobody else, and nothing is done for those who have left. */

export interface Requester {
  /** The same for everything that one principal asks for. */
  readonly id: string;
  /** Aborts when nobody waits for the result any more. Asked for only where work is about to queue, for a call seldom needs it. */
  readonly gone: () => AbortSignal;
  /** Work that nobody waits for: it never takes the last place, and may wait as long as it has to. */
  readonly isBackground?: boolean;
}

/** For work whose requester never disconnects. */
export const neverGone = (): AbortSignal => new AbortController().signal;

/** What the server makes ahead, or issues after it has answered. */
export const background: Requester = { id: 'background', gone: neverGone, isBackground: true };

/** What the server itself needs in order to answer, for whomever. */
export const serverItself: Requester = { id: 'server', gone: neverGone };
