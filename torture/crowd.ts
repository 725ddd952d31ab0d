/** The strangers of `strangers.ts`, on a thread of their own, so that they do not hold up the callers whose time is taken. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { url, count } = workerData as { readonly url: string; readonly count: number };
const { hostname, port } = new URL(url);

const NOTHING = Buffer.alloc(0);
const HEADERS = Buffer.from(`GET /?${'q'.repeat(60_000)} HTTP/1.1\r\nHost: x\r\nX: ${'h'.repeat(50_000)}`);
const BODY = Buffer.from(
  `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\nA=${'b'.repeat(900_000)}`,
);
/** A tenth sends bodies: ten thousand times a megabyte would measure the loopback. */
const KINDS = [BODY, HEADERS, HEADERS, ...Array.from({ length: 7 }, () => NOTHING)];
/** How long somebody who was closed stays away. */
const AWAY_MS = 5000;

let closed = 0;

function come(bytes: Buffer): void {
  const socket = connect(Number(port), hostname);
  socket.on('connect', () => socket.write(bytes));
  socket.on('data', () => {});
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    closed++;
    setTimeout(come, AWAY_MS, bytes);
  });
}

// Some at a time, so that the queue of the listener takes them.
for (let i = 0; i < count; i++) {
  come(KINDS[i % KINDS.length] ?? NOTHING);
  if (i % 100 === 99) await sleep(20);
}
parentPort?.postMessage({ here: true });
setInterval(() => parentPort?.postMessage({ closed }), 200);
