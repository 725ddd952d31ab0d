/**
 * What the threads that have changes and the writer thread say to each other.
 *
 * The changes of one turn of the event loop go over as one list of numbers, one text and one block of bytes, because copying costs by the piece: for
 * twenty changes 1 µs each with packing and unpacking, 1.5 µs as a list of values, and more as they are (much more when a buffer is a slice of Node's
 * pool, which would be copied whole each time). Texts of hot statements go over once and are then called by number.
 */
import type { MessagePort } from 'node:worker_threads';
import type { Change, Step } from '../../domain/change.js';
import { isColumnValue } from '../codec.js';
import { hotNumber } from '../hot-statements.js';

export interface ChangesMessage {
  /** Texts of hot statements that are new to the writer, by number. */
  readonly hotTexts: readonly (readonly [number, string])[];
  /** Texts of the other statements. */
  readonly otherTexts: readonly string[];
  /** How many changes there are. */
  readonly count: number;
  /**
   * For each change the number of its steps; for each step the number of its text, or -1 where it is the next of the others, `affects` or -1, how many
   * parameters there are, and for each of those its kind and, unless it is null, itself or its length.
   */
  readonly numbers: Float64Array;
  /** All texts among the parameters, one behind the other. */
  readonly text: string;
  /** All bytes among them. Absent where there are none. */
  readonly bytes?: ArrayBuffer;
}

const kind = { null: 0, number: 1, text: 2, bytes: 3 } as const;

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
  #hotTexts: [number, string][] = [];
  #otherTexts: string[] = [];
  readonly #numbers = new NumberList();
  #text = '';
  #blocks: Buffer[] = [];
  #count = 0;

  /** Adds a change to the next message. @throws TypeError for a parameter that is not text, an integer, null or bytes; nothing is added then */
  add(change: Change): void {
    const before = {
      numbers: this.#numbers.length,
      text: this.#text,
      blocks: this.#blocks.length,
      otherTexts: this.#otherTexts.length,
    };
    try {
      this.#numbers.add(change.length);
      for (const step of change) this.#addStep(step);
      this.#count++;
    } catch (error) {
      this.#numbers.length = before.numbers;
      this.#text = before.text;
      this.#blocks.length = before.blocks;
      this.#otherTexts.length = before.otherTexts;
      throw error;
    }
  }

  /** The message with all that was added since the last one. */
  take(): ChangesMessage {
    const message = {
      hotTexts: this.#hotTexts,
      otherTexts: this.#otherTexts,
      count: this.#count,
      numbers: this.#numbers.take(),
      text: this.#text,
      ...(this.#blocks.length > 0 && { bytes: joined(this.#blocks) }),
    };
    this.#hotTexts = [];
    this.#otherTexts = [];
    this.#text = '';
    this.#blocks = [];
    this.#count = 0;
    return message;
  }

  #addStep({ sql, parameters, affects }: Step): void {
    this.#numbers.add(this.#numberOf(sql));
    this.#numbers.add(affects ?? -1);
    this.#numbers.add(parameters.length);
    for (const parameter of parameters) this.#addParameter(parameter);
  }

  #numberOf(sql: string): number {
    const number = hotNumber(sql);
    if (number === undefined) {
      this.#otherTexts.push(sql);
      return -1;
    }
    if (!this.#known.has(number)) {
      this.#known.add(number);
      this.#hotTexts.push([number, sql]);
    }
    return number;
  }

  #addParameter(parameter: unknown): void {
    if (!isColumnValue(parameter)) throw new TypeError('a parameter of a step is text, an integer, null or a Buffer');
    if (parameter === null) {
      this.#numbers.add(kind.null);
    } else if (typeof parameter === 'number') {
      this.#numbers.add(kind.number);
      this.#numbers.add(parameter);
    } else if (typeof parameter === 'string') {
      this.#numbers.add(kind.text);
      this.#numbers.add(parameter.length);
      this.#text += parameter;
    } else {
      this.#numbers.add(kind.bytes);
      this.#numbers.add(parameter.length);
      this.#blocks.push(parameter);
    }
  }
}

/** Unpacks what one ChangePacker packed. */
export class ChangeUnpacker {
  readonly #hotTexts = new Map<number, string>();

  unpack(message: ChangesMessage): ReceivedStep[][] {
    for (const [number, text] of message.hotTexts) this.#hotTexts.set(number, text);
    const reader = new MessageReader(message, this.#hotTexts);
    return list(message.count, () => reader.change());
  }
}

const NO_BYTES = new ArrayBuffer(0);

class MessageReader {
  #next = 0;
  #nextText = 0;
  #endOfText = 0;
  #endOfBytes = 0;

  constructor(
    private readonly message: ChangesMessage,
    private readonly hotTexts: ReadonlyMap<number, string>,
  ) {}

  change(): ReceivedStep[] {
    return list(this.#number(), () => this.#step());
  }

  #step(): ReceivedStep {
    const number = this.#number();
    const sql = number < 0 ? this.message.otherTexts[this.#nextText++]! : this.hotTexts.get(number)!;
    const affects = this.#number();
    return { sql, affects: affects < 0 ? null : affects, parameters: list(this.#number(), () => this.#parameter()) };
  }

  #parameter(): string | number | null | Buffer {
    switch (this.#number()) {
      case kind.null:
        return null;
      case kind.number:
        return this.#number();
      case kind.text: {
        const begin = this.#endOfText;
        this.#endOfText += this.#number();
        return this.message.text.slice(begin, this.#endOfText);
      }
      default: {
        const length = this.#number();
        this.#endOfBytes += length;
        return Buffer.from(this.message.bytes ?? NO_BYTES, this.#endOfBytes - length, length);
      }
    }
  }

  #number(): number {
    return this.message.numbers[this.#next++]!;
  }
}

/** Numbers in memory that grows as needed and is used again. */
class NumberList {
  #numbers = new Float64Array(1024);
  length = 0;

  add(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Float64Array(2 * this.#numbers.length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length++] = number;
  }

  /** A copy of all that was added since the last time. */
  take(): Float64Array {
    const taken = this.#numbers.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

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
