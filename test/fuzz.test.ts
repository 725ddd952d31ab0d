/** Hostile requests against a running server. `npm run fuzz` does the same for as long as one wants. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Attack } from '../fuzz/attack.js';
import { readMessages } from '../fuzz/frames/messages.js';
import { fuzz } from '../fuzz/fuzz.js';

import { faultOf } from '../fuzz/judge.js';
import { LogWatch } from '../fuzz/log-watch.js';
import { World } from '../fuzz/world.js';
import { findError } from '../src/reference/error-lookup.js';
import { declarations } from './derived/declarations.js';
import { ERROR_MESSAGE, encodeWire } from './instance-client.js';

/** Always the same requests, so that the suite says the same twice of the same code; `npm run fuzz` takes others each time. */
const seed = 20_261_122;
/** Some 245 for each operation, those of instances too: fewer reach too few of them. */
const REQUESTS = 50_000;

/** The account itself, which the fuzzer signs as, may not assume roles, and has no token of an identity provider. */
const NOT_FOR_ROOT = new Set(['2015-04-01 AssumeRole', '2015-04-01 AssumeRoleWithOIDC']);

test('50,000 hostile requests meet no 5xx, no answer that clients cannot read and no leak of a password', async () => {
  const data = await mkdtemp(join(tmpdir(), 'chancery-fuzz-'));
  const { reports, sent, built, recommended } = await fuzz({ data, project: process.cwd(), seed, requests: REQUESTS });
  await rm(data, { recursive: true });

  const found = reports.map(({ fault, report }) => `${fault}\n${report}`).join('\n\n');
  expect(found, `npm run fuzz -- --seed ${seed} repeats it`).toBe('');
  expect(sent).toBe(REQUESTS);
  // Requests that are refused at the door would prove nothing about what stands behind it.
  const unreached = [...built]
    .filter(([name, isReached]) => !isReached && !NOT_FOR_ROOT.has(name))
    .map(([name]) => name);
  expect(unreached.length, `not reached: ${unreached.join(', ')}`).toBeLessThan(0.2 * built.size);

  // Every error leads to a page that says what it means.
  const unexplained = [...recommended].filter(query => {
    const asked = new URLSearchParams(query);
    return findError(declarations, asked.get('code') ?? '', asked.get('product') ?? undefined).length === 0;
  });
  expect(unexplained).toEqual([]);
  expect(recommended.size).toBeGreaterThan(20);
}, 300_000);

test('an answer that no client could read, or that tells too much, is noticed', () => {
  const world = new World({ id: 'id', secret: 'secret' }, 'mark1');
  const attack = {
    protocol: 'rpc',
    kind: 'signed',
    sketch: { path: '/' },
    bytes: Buffer.from('POST / HTTP/1.1'),
  } as Attack;
  const fault = (status: number, body: object | string, type = 'application/json') =>
    faultOf(
      attack,
      [
        {
          status,
          head: `HTTP/1.1 ${status} X\r\nContent-Type: ${type}`,
          body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        },
      ],
      world,
    );
  const error = { RequestId: 'R', Code: 'C', Message: 'm' };
  expect(fault(400, error)).toBeUndefined();
  expect(fault(200, { RequestId: 'R' })).toBeUndefined();
  expect(fault(500, error)).toBe('it was answered with status 500');
  expect(fault(400, '<html>', 'text/html')).toBe('an error came as text/html');
  expect(fault(400, '{', 'application/json')).toBe('an error is no JSON object');
  expect(fault(400, { ...error, Code: 7 })).toBe('an error has no Code');
  expect(fault(200, {})).toBe('a result has no RequestId');
  expect(fault(400, { ...error, Message: 'EncryptedCode "mark1!" is wrong' })).toBe('an error repeats a password');
  expect(fault(400, '<Error/>', 'text/xml')).toBe('an error came as XML and nobody asked for that');
  expect(faultOf(attack, [], world)).toBe('the connection was closed without an answer');
});

test('an answer of an instance that is no message of its operation, or a 5xx that no client expects, is noticed', () => {
  const attack = (action: string) =>
    ({
      protocol: 'instance',
      kind: 'signed',
      bytes: Buffer.from(`POST / HTTP/1.1\r\nx-kms-apiname: ${action}\r\n\r\n`),
    }) as Attack;
  const fault = (action: string, status: number, body: Uint8Array, type = 'application/x-protobuf') => {
    const answer = { status, head: `HTTP/1.1 ${status} X\r\nContent-Type: ${type}`, body: Buffer.from(body) };
    return faultOf(attack(action), [answer], new World({ id: 'id', secret: 'secret' }, 'mark1'), readMessages('.'));
  };
  const error = (StatusCode: number, ErrorCode = 'InternalFailure', ErrorMessage = 'm') =>
    encodeWire(ERROR_MESSAGE, { StatusCode, ErrorCode, ErrorMessage, RequestId: 'R' });
  expect(fault('Decrypt', 500, error(500))).toBeUndefined();
  expect(fault('Decrypt', 400, error(400))).toBeUndefined();
  expect(fault('Encrypt', 500, error(500))).toBe('it was answered with status 500');
  expect(fault('Decrypt', 503, error(503))).toBe('it was answered with status 503');
  expect(fault('Decrypt', 500, error(500, 'InternalError'))).toBe('it was answered with status 500');
  expect(fault('Decrypt', 400, error(404))).toBe('an error says another status');
  expect(fault('Decrypt', 400, error(400, ''))).toBe('an error lacks RequestId, ErrorCode or ErrorMessage');
  expect(fault('Decrypt', 400, error(400, 'C', 'mark1!'))).toBe('an error repeats a password');
  expect(fault('Decrypt', 400, Buffer.from('{}'), 'application/json')).toBe('status 400 came as application/json');
  expect(fault('Decrypt', 400, Buffer.from([8]))).toBe('an error is no message');
  expect(fault('Encrypt', 200, Buffer.alloc(0))).toBe('a result is no message of its operation');
  expect(fault('Encrypt', 200, Buffer.from([0x22, 1, 0x52]))).toBeUndefined();
});

test('a log line with a password, or about a fault of the server, is noticed wherever the log is cut', () => {
  const log = new LogWatch('mark1');
  for (const piece of ['{"level":30,"a":"ma', 'rk1"}\n{"level":30}\n{"lev', 'el":50,"b":1}\n']) log.read(piece);
  expect(log.faults).toEqual([
    'a password is in the log: {"level":30,"a":"mark1"}',
    'the log tells of a fault: {"level":50,"b":1}',
  ]);
});
