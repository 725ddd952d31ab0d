/**
 * One HTTP/1.1 connection on a bare socket. It sends bytes as they are given, so that it can send what no HTTP client would, and it
 * does so little that a load made with it is the server's load. Answers have a Content-Length or end with the connection, as this
 * server's do, or come in chunks, as those of others do.
 */
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

export interface Address {
  readonly host: string;
  readonly port: number;
  /** Given where it is spoken to over TLS. */
  readonly tls?: ConnectionOptions;
}

export interface RawAnswer {
  readonly status: number;
  /** Status line and headers as they came, one character a byte, without the empty line. */
  readonly head: string;
  readonly body: Buffer;
}

export interface ExchangeOptions {
  /** Rejects when no whole answer came within so many milliseconds; 30,000 if absent. */
  readonly timeoutMs?: number;
}

interface Waiting {
  readonly hasBody: boolean;
  resolve(answer: RawAnswer | undefined): void;
  reject(fault: Error): void;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const CONTENT_LENGTH = /^content-length:[ \t]*(\d+)[ \t]*$/im;
const CHUNKED = /^transfer-encoding:[ \t]*chunked[ \t]*$/im;
const NOTHING = Buffer.alloc(0);

export class RawConnection {
  readonly #socket: Socket;
  #received: Buffer = NOTHING;
  #waiting: Waiting | undefined;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#settle(false);
    });
    // A reset is an end as well: the server may close while it is still being written to.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#closed = true;
      this.#settle(true);
    });
  }

  /** Rejects when the server cannot be reached. */
  static open({ host, port, tls }: Address): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = tls ? connectTls({ host, port, ...tls }) : connect({ host, port });
      socket.once('error', reject);
      socket.once(tls ? 'secureConnect' : 'connect', () => {
        socket.off('error', reject);
        resolve(new RawConnection(socket));
      });
    });
  }

  /** Whether the server has closed it. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Sends one whole request and resolves with its answer, or with `undefined` when the connection was closed without one.
   * One request at a time.
   */
  exchange(request: Buffer, { timeoutMs = 30_000 }: ExchangeOptions = {}): Promise<RawAnswer | undefined> {
    if (!this.#closed) this.#socket.write(request);
    return this.#next(request.toString('latin1', 0, 5) !== 'HEAD ', timeoutMs);
  }

  /** Sends bytes, says that no more will come, and resolves with all answers that came until the server closed. */
  async converse(bytes: Buffer, { timeoutMs = 30_000 }: ExchangeOptions = {}): Promise<RawAnswer[]> {
    this.#socket.end(bytes);
    const hasBody = bytes.toString('latin1', 0, 5) !== 'HEAD ';
    const answers: RawAnswer[] = [];
    for (;;) {
      const answer = await this.#next(hasBody, timeoutMs);
      if (!answer) return answers;
      answers.push(answer);
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #next(hasBody: boolean, timeoutMs: number): Promise<RawAnswer | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#waiting) throw new Error('this connection waits for an answer already');
      const timer = setTimeout(() => {
        this.#waiting = undefined;
        this.close();
        reject(new Error(`no answer within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#waiting = {
        hasBody,
        resolve: answer => {
          clearTimeout(timer);
          resolve(answer);
        },
        reject: fault => {
          clearTimeout(timer);
          reject(fault);
        },
      };
      this.#settle(this.#closed);
    });
  }

  /** Gives the one that waits the answer that has come in whole, or, at the end, that there is none. */
  #settle(ended: boolean): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    try {
      const answer = this.#take(waiting.hasBody, ended);
      if (!answer && !ended) return;
      this.#waiting = undefined;
      waiting.resolve(answer);
    } catch (fault) {
      this.#waiting = undefined;
      waiting.reject(fault as Error);
    }
  }

  #take(hasBody: boolean, ended: boolean): RawAnswer | undefined {
    const received = this.#received;
    if (received.length === 0) return undefined;
    const headEnd = received.indexOf(END_OF_HEAD);
    if (headEnd === -1) {
      if (ended) throw new Error(`what came is no HTTP answer: ${JSON.stringify(received.toString('latin1', 0, 200))}`);
      return undefined;
    }
    const head = received.toString('latin1', 0, headEnd);
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/m.exec(head.slice(0, 13))?.[1]);
    if (!status) throw new Error(`what came is no HTTP answer: ${JSON.stringify(head.slice(0, 200))}`);

    const bodyStart = headEnd + END_OF_HEAD.length;
    const declared = CONTENT_LENGTH.exec(head)?.[1];
    if (declared === undefined && hasBody && CHUNKED.test(head)) {
      const chunked = readChunks(received.subarray(bodyStart));
      if (chunked) this.#received = received.subarray(bodyStart + chunked.length);
      else if (ended) throw new Error(`the connection was closed in the middle of an answer with status ${status}`);
      return chunked && { status, head, body: chunked.body };
    }
    const bodyLength = !hasBody || status < 200 ? 0 : declared === undefined ? undefined : Number(declared);
    if (bodyLength === undefined && !ended) return undefined;
    const bodyEnd = bodyLength === undefined ? received.length : bodyStart + bodyLength;
    if (received.length < bodyEnd) {
      if (ended) throw new Error(`the connection was closed in the middle of an answer with status ${status}`);
      return undefined;
    }
    this.#received = received.length === bodyEnd ? NOTHING : received.subarray(bodyEnd);
    // `100 Continue` is not the answer.
    if (status < 200) return this.#take(hasBody, ended);
    return { status, head, body: received.subarray(bodyStart, bodyEnd) };
  }
}

/** A body in chunks without trailers (RFC 9112 section 7.1), and how long it was; undefined while its end has not come. */
function readChunks(bytes: Buffer): { body: Buffer; length: number } | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks), length: end };
    chunks.push(bytes.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}

/** The value of an answer's header, or undefined. The name is given in lower case. */
export function headerOf({ head }: Pick<RawAnswer, 'head'>, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'im').exec(head)?.[1];
}

/** The address in `http://127.0.0.1:8088`. */
export function addressOf(url: string): Address {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
