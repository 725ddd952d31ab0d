/**
 * What the connections of strangers may hold. Before a request has arrived nobody is known who could be held to anything, so
 * it is bounded here how many connections there are, and how many bytes all of them together have sent that are not answered
 * yet: headers as well as bodies, since request line and headers may have 128 KB. Where there is no more room, who has been
 * waiting for longest goes: a caller's request arrives within milliseconds, and only who holds back its end gets old.
 *
 * Who counts bytes as they come has to listen to the socket's data, and then Node hands all of it through streams to its HTTP parser, which otherwise
 * reads the socket itself: some 10 µs a request. So there are connections that are not counted (`uncounted`), as many as do no harm if each is in
 * the middle of the longest head. Of their requests is counted what Node has given away: the head once it is there, and of the body what was read.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { MemoryBudget, Reservation } from './memory-budget.js';
import type { Room } from './room.js';

export interface ConnectionLimits {
  /** For all bytes that are not answered yet. */
  readonly budget: MemoryBudget;
  /** For open connections; one more closes the one that has been waiting for longest. */
  readonly places: Room;
  /** For those of them whose bytes are not counted as they come: each may hold the longest head, or as much of a body that nobody has read yet. */
  readonly uncounted: Room;
  /** Tells a client, whose request is not even known yet, that there is no room for it, and closes. */
  readonly refuse: (socket: Socket) => void;
}

/** What a request costs beside its bytes: the objects that Node and the pipeline make of it. */
const REQUEST_BYTES = 4096;
/** What is left over after a request and smaller than this is a fault of counting, not the beginning of the next. */
const SLACK_BYTES = 1024;

interface Connection {
  readonly socket: Socket;
  /** Whether it has a place among the open ones. */
  hasPlace: boolean;
  /** Whether its bytes are counted as they come. */
  readonly isCounted: boolean;
  /** Requests that are known and not answered; more than one only where a client does not wait for answers. */
  requests: number;
  /** Bytes that came since nothing was under way, where they are counted, and how many of them belong to requests that are known. */
  received: number;
  consumed: number;
  room?: Reservation | undefined;
  /** There was no room for it. */
  givenUp: boolean;
  /** Ends the reading of a body. */
  stopReading?: (() => void) | undefined;
  /** What still comes belongs to a request that was answered without it. */
  discarding: boolean;
}

export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #bySocket = new WeakMap<Socket, Connection>();
  readonly #bodyBytes = new WeakMap<IncomingMessage, number>();
  /** Raw sockets whose TLS handshake is not done, by the peer's address and port; the oldest first. */
  readonly #greeting = new Map<string, Socket>();
  /** Those without a whole request; the one that has waited longest first. */
  readonly #waiting = new Set<Connection>();
  /** Those with a request that is worked on. */
  readonly #busy = new Set<Connection>();

  constructor(server: Server, secure: boolean, limits: ConnectionLimits) {
    this.#limits = limits;
    if (secure) server.on('connection', (socket: Socket) => this.#greet(socket));
    server.on(secure ? 'secureConnection' : 'connection', (socket: Socket) => this.#open(socket));
    server.prependListener('request', (message, response) => this.#begin(message, response));
  }

  get count(): number {
    return this.#greeting.size + this.#waiting.size + this.#busy.size;
  }

  /** Whether there is room for this request. */
  hasRoomFor({ socket }: IncomingMessage): boolean {
    return this.#bySocket.get(socket)?.givenUp !== true;
  }

  /** Says what to call if there is no more room for the body of this request. */
  onGivenUp({ socket }: IncomingMessage, stopReading: (() => void) | undefined): void {
    const connection = this.#bySocket.get(socket);
    if (connection) connection.stopReading = stopReading;
  }

  /** So many bytes of its body were read. False when there was no room for them: it is given up. */
  read({ socket }: IncomingMessage, bytes: number): boolean {
    const connection = this.#bySocket.get(socket);
    if (!connection || connection.isCounted) return true;
    this.#hold(connection, bytes);
    return !connection.givenUp;
  }

  /** The request is there, with a body of so many bytes: it is worked on, and no longer given up for another. */
  arrived(message: IncomingMessage, bodyBytes: number): void {
    this.#bodyBytes.set(message, bodyBytes);
    const connection = this.#bySocket.get(message.socket);
    if (connection) this.#work(connection);
  }

  #greet(socket: Socket): void {
    if (!this.#makeRoom()) {
      socket.destroy();
      return;
    }
    const peer = peerOf(socket);
    this.#greeting.set(peer, socket);
    socket.once('close', () => {
      if (this.#greeting.delete(peer)) this.#limits.places.give(1);
    });
  }

  #open(socket: Socket): void {
    if (!this.#greeting.delete(peerOf(socket)) && !this.#makeRoom()) {
      socket.destroy();
      return;
    }
    const isCounted = !this.#limits.uncounted.take(1);
    const connection = {
      socket,
      hasPlace: true,
      isCounted,
      requests: 0,
      received: 0,
      consumed: 0,
      givenUp: false,
      discarding: false,
    };
    this.#bySocket.set(socket, connection);
    this.#waiting.add(connection);
    // Before the parser sees them, so that a request finds itself counted.
    if (isCounted) socket.prependListener('data', (chunk: Buffer) => this.#receive(connection, chunk.length));
    socket.once('close', () => this.#forget(connection));
  }

  /** Takes a place for one more, that of the one that has waited longest if need be. False where everybody is being worked for. */
  #makeRoom(): boolean {
    while (!this.#limits.places.take(1)) if (!this.#closeOldest()) return false;
    return true;
  }

  #closeOldest(): boolean {
    const [greeting] = this.#greeting;
    const [waiting] = this.#waiting;
    if (greeting && this.#greeting.size > this.#waiting.size) {
      const [peer, socket] = greeting;
      this.#greeting.delete(peer);
      this.#limits.places.give(1);
      socket.destroy();
      return true;
    }
    if (!waiting) return false;
    this.#forget(waiting);
    waiting.socket.destroy();
    return true;
  }

  #forget(connection: Connection): void {
    if (connection.hasPlace) {
      this.#limits.places.give(1);
      if (!connection.isCounted) this.#limits.uncounted.give(1);
    }
    connection.hasPlace = false;
    this.#waiting.delete(connection);
    this.#busy.delete(connection);
    this.#free(connection);
  }

  #receive(connection: Connection, bytes: number): void {
    if (connection.discarding || connection.socket.destroyed) return;
    connection.received += bytes;
    this.#hold(connection, bytes);
  }

  #hold(connection: Connection, bytes: number): void {
    connection.room ??= this.#limits.budget.open(() => this.#giveUp(connection));
    if (!connection.room.grow(bytes)) this.#giveUp(connection);
  }

  #giveUp(connection: Connection): void {
    this.#free(connection);
    if (connection.requests === 0) {
      // It is not parsed any further.
      connection.discarding = true;
      this.#limits.refuse(connection.socket);
      return;
    }
    connection.givenUp = true;
    connection.stopReading?.();
  }

  #free(connection: Connection): void {
    connection.room?.release();
    connection.room = undefined;
  }

  #begin(message: IncomingMessage, response: ServerResponse): void {
    const connection = this.#bySocket.get(message.socket);
    if (!connection) return;
    const head = headBytes(message);
    connection.requests++;
    connection.consumed += head;
    this.#hold(connection, connection.isCounted ? REQUEST_BYTES : REQUEST_BYTES + head);
    if (declaredBytes(message) === 0) this.#work(connection);
    response.once('close', () => this.#finish(connection, message));
  }

  #work(connection: Connection): void {
    connection.room?.arrived();
    if (this.#waiting.delete(connection)) this.#busy.add(connection);
  }

  /** What has come beyond the request and its body is the beginning of the next one, and still held. */
  #finish(connection: Connection, message: IncomingMessage): void {
    connection.requests--;
    connection.consumed += this.#bodyBytes.get(message) ?? declaredBytes(message) ?? 0;
    if (!message.complete) {
      connection.discarding = true;
      message.once('close', () => {
        connection.discarding = false;
      });
    }
    if (connection.requests > 0 || connection.socket.destroyed) return;
    this.#free(connection);
    connection.givenUp = false;
    connection.stopReading = undefined;
    const rest = connection.received - connection.consumed;
    connection.received = 0;
    connection.consumed = 0;
    if (this.#busy.delete(connection)) this.#waiting.add(connection);
    if (rest > SLACK_BYTES) this.#receive(connection, rest);
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/** About as many bytes as request line and headers had. */
function headBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  let bytes = method.length + url.length + 14;
  for (const text of rawHeaders) bytes += text.length + 2;
  return bytes;
}

/** How long the body is; undefined where only its end will tell. */
export function declaredBytes({ headers }: Pick<IncomingMessage, 'headers'>): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return undefined;
  return Number(headers['content-length'] ?? 0);
}
