/** A hostile request, ready to be sent. */
import type { Frame } from './frames/frame.js';
import type { Sketch } from './sketch.js';

interface Sent {
  readonly number: number;
  /** `damaged` after it was signed, `broken` as HTTP. */
  readonly kind: 'signed' | 'damaged' | 'broken';
  readonly version: string;
  readonly action: string;
  readonly bytes: Buffer;
}

export interface RpcAttack extends Sent {
  readonly protocol: 'rpc';
  readonly sketch: Sketch;
}

/** A message to an instance. */
export interface FrameAttack extends Sent {
  readonly protocol: 'instance';
  readonly frame: Frame;
}

export type Attack = RpcAttack | FrameAttack;
