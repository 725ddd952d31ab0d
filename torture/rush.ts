/** Many calls at once, until the server is killed under them. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ChildServer } from '../test/child-server.js';
import type { Calls } from './calls.js';
import { derOfPem, type Ledger } from './ledger.js';

/** An account may have a thousand users (wire/ram-sts.md section 10), and a long run should not end for that. */
const MOST_USERS = 900;

export interface Rush {
  readonly server: ChildServer;
  readonly calls: Calls;
  readonly ledger: Ledger;
  /** Identifier of the CA that issues. */
  readonly issuer: string;
  /** How many calls are under way at any moment. */
  readonly concurrency: number;
  /** When the process is killed, counted from the first answer: a server that has just started takes its time for that one. */
  readonly killAfterMs: number;
  /** Makes the names of this round unlike those of all others. */
  readonly round: number;
}

/** Issues and creates until the process is dead. Rejects when the server answers anything but success. */
export async function rush(settings: Rush): Promise<void> {
  const { server, concurrency, killAfterMs } = settings;
  let number = 0;
  let dead = false;
  let kill: Promise<void> | undefined;
  const killSoon = async () => {
    await wait(killAfterMs);
    dead = true;
    await server.kill();
  };
  const caller = async () => {
    while (!dead) {
      number += 1;
      try {
        await create(settings, number);
        kill ??= killSoon();
      } catch (fault) {
        // Broken connections are what this is about; what was under way stays in the ledger as such.
        if (dead) return;
        throw fault;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  await kill;
}

async function create({ calls, ledger, issuer, round }: Rush, number: number): Promise<void> {
  const name = `torture-${round}-${number}`;
  ledger.inFlight.add(name);
  if (number % 8 === 0 && ledger.users.size < MOST_USERS) {
    const { User } = await calls.must('ram', 'CreateUser', { UserName: name });
    ledger.users.set(name, String((User as Record<string, unknown>).UserId));
  } else {
    const operation = number % 4 === 1 ? 'CreateServerCertificate' : 'CreateClientCertificate';
    const body = await calls.must('cas', operation, {
      ParentIdentifier: issuer,
      CommonName: name,
      Algorithm: number % 16 === 2 ? 'ECC_384' : 'ECC_256',
      Days: 30,
      Immediately: 1,
    });
    const identifier = String(body.Identifier);
    ledger.certificates.set(identifier, {
      identifier,
      commonName: name,
      serialNumber: String(body.SerialNumber),
      der: derOfPem(String(body.X509Certificate)),
      isRevoked: false,
    });
    if (number % 5 === 3) await revoke(calls, ledger, identifier);
  }
  ledger.inFlight.delete(name);
}

async function revoke(calls: Calls, ledger: Ledger, identifier: string): Promise<void> {
  ledger.revoking.add(identifier);
  await calls.must('cas', 'CreateRevokeClientCertificate', { Identifier: identifier });
  ledger.revoking.delete(identifier);
  ledger.revoked.add(identifier);
}
