/** RSA issuance out of the stock of keys made ahead, against a curve's, and against making the key during the call. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startChildServer } from '../../test/child-server.js';
import { load } from '../load.js';
import { certificate, Subject, times } from '../subject.js';

const KEYS = 64;

export interface KeysAheadFigures {
  readonly curveMs: number;
  readonly fromStockMs: number;
  readonly madeInCallMs: number;
}

/** Medians over one connection, with RSA of 2,048 bits. */
export async function keysAheadFigures(): Promise<KeysAheadFigures> {
  const data = mkdtempSync(join(tmpdir(), 'chancery-keys-'));
  const server = await startChildServer({
    data,
    throttle: 'off',
    environment: { CHANCERY_RSA_KEYS_AHEAD: String(KEYS) },
  });
  try {
    const subject = new Subject(server);
    const curve = await subject.authority('ECC_256');
    const rsa = await subject.authority('RSA_2048');
    const settings = { address: subject.address, pid: subject.pid, connections: 1 };
    const requests = (issuer: string, algorithm: string, count: number) =>
      times(count, () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, algorithm)));
    await load(requests(curve, 'ECC_256', 500), settings);
    // Idle time, in which the stock fills: a key takes 0.1 s, and the server looks four times a second.
    await wait(KEYS * 500);
    const fromStock = await load(requests(rsa, 'RSA_2048', KEYS / 2), settings);
    const fromCurve = await load(requests(curve, 'ECC_256', KEYS / 2), settings);
    await load(requests(rsa, 'RSA_2048', KEYS), settings);
    const made = await load(requests(rsa, 'RSA_2048', KEYS / 2), settings);
    return { curveMs: fromCurve.p50Ms, fromStockMs: fromStock.p50Ms, madeInCallMs: made.p50Ms };
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
