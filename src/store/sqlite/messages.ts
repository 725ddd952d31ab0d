/**
 * What the threads that have changes and the writer thread say to each other.
 *
 * Changes go over as one flat list of values and one block of bytes for all that happen in one turn of the event loop: copying
 * that costs 1.5 µs a change, against 3 µs for the changes as they are (and much more when a buffer is a slice of
 * Node's pool, which would be copied whole each time). Texts of hot statements go over once and are then called by number.
 */
import type { MessagePort } from 'node:worker_threads';
import type { Change, Step } from '../../domain/change.js';
import { isColumnValue } from '../codec.js';
import { hotNumber } from '../hot-statements.js';

/** Stands in the list of values for bytes: the next value is their length, and they follow those before them in the block. */
const bytesFollow = true;

type Value = string | number | null | typeof bytesFollow;

export interface ChangesMessage {
  /** Texts of hot statements that are new to the writer, by number. */
  readonly texts: readonly (readonly [number, string])[];
  /** How many changes there are. */
  readonly count: number;
  /** For each change the number of its steps; for each step its text or number, `affects` or null, the number of parameters, and those. */
  readonly values: readonly Value[];
  /** Absent where no parameter has bytes. */
  readonly bytes?: ArrayBuffer;
}

/**
 * To the writer thread, from who has started it: a further port to take changes from, the request to move the log into the file and empty it, or
 * the request to stop when all that has come is done.
 */
export type ToThread = { readonly join: MessagePort } | 'empty-log' | 'stop';

/** From the writer thread to who has started it: the file is open; whether the log is empty, once for each request. */
export type FromThread = 'ready' | { readonly logIsEmpty: boolean };

/** One step as the writer runs it. */
export interface ReceivedStep {
  readonly sql: string;
  readonly parameters: readonly (string | number | null | Buffer)[];
  readonly affects: number | null;
}

/** Why a change was undone. `step` is the number of the step that failed, or -1 when it was the transaction. */
export interface Failure {
  readonly change: number;
  readonly step: number;
  /** `count`: another number of rows; `key`: unique or foreign key; `full`: no room; `unavailable`: locked or unreadable; `failed`: the rest. */
  readonly kind: 'count' | 'key' | 'full' | 'unavailable' | 'failed';
  readonly message: string;
}

/** So many changes of a port are done, in the order in which they came, all but the failures durable. */
export interface Done {
  readonly done: number;
  readonly failures: readonly Failure[];
}

/** From the writer through a port: what is done, as its number alone where nothing has failed; or the writer ends because of a fault. */
export type FromWriter = number | Done | { readonly failed: string };

/** Packs changes for one port of the writer, which has to get all messages of one packer in order. */
export class ChangePacker {
  readonly #known = new Set<number>();
  #texts: [number, string][] = [];
  #values: Value[] = [];
  #blocks: Buffer[] = [];
  #count = 0;

  /** Adds a change to the next message. @throws TypeError for a parameter that is not text, an integer, null or bytes; nothing is added then */
  add(change: Change): void {
    const values = this.#values.length;
    const blocks = this.#blocks.length;
    try {
      this.#values.push(change.length);
      for (const step of change) this.#addStep(step);
      this.#count++;
    } catch (error) {
      this.#values.length = values;
      this.#blocks.length = blocks;
      throw error;
    }
  }

  /** The message with all that was added since the last one. */
  take(): ChangesMessage {
    const message = {
      texts: this.#texts,
      count: this.#count,
      values: this.#values,
      ...(this.#blocks.length > 0 && { bytes: joined(this.#blocks) }),
    };
    this.#texts = [];
    this.#values = [];
    this.#blocks = [];
    this.#count = 0;
    return message;
  }

  #addStep({ sql, parameters, affects }: Step): void {
    const number = hotNumber(sql);
    if (number !== undefined && !this.#known.has(number)) {
      this.#known.add(number);
      this.#texts.push([number, sql]);
    }
    this.#values.push(number ?? sql, affects ?? null, parameters.length);
    for (const parameter of parameters) {
      if (!isColumnValue(parameter)) throw new TypeError('a parameter of a step is text, an integer, null or a Buffer');
      if (Buffer.isBuffer(parameter)) {
        this.#values.push(bytesFollow, parameter.length);
        this.#blocks.push(parameter);
      } else {
        this.#values.push(parameter);
      }
    }
  }
}

/** Unpacks what one ChangePacker packed. */
export class ChangeUnpacker {
  readonly #texts = new Map<number, string>();

  unpack({ texts, count, values, bytes = NO_BYTES }: ChangesMessage): ReceivedStep[][] {
    for (const [number, text] of texts) this.#texts.set(number, text);
    let next = 0;
    let offset = 0;
    const parameter = () => {
      const value = values[next++]!;
      if (value !== bytesFollow) return value;
      const length = values[next++] as number;
      offset += length;
      return Buffer.from(bytes, offset - length, length);
    };
    const step = (): ReceivedStep => {
      const text = values[next++] as string | number;
      const affects = values[next++] as number | null;
      const parameters = list(values[next++] as number, parameter);
      return { sql: typeof text === 'number' ? this.#texts.get(text)! : text, affects, parameters };
    };
    return list(count, () => list(values[next++] as number, step));
  }
}

const NO_BYTES = new ArrayBuffer(0);

function joined(blocks: readonly Buffer[]): ArrayBuffer {
  const bytes = new Uint8Array(blocks.reduce((sum, it) => sum + it.length, 0));
  let end = 0;
  for (const block of blocks) {
    bytes.set(block, end);
    end += block.length;
  }
  return bytes.buffer;
}

/** As `Array.from` with a length, which takes ten times as long. */
function list<T>(length: number, make: () => T): T[] {
  const made: T[] = [];
  for (let n = 0; n < length; n++) made.push(make());
  return made;
}
