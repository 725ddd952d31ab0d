/** Servers killed while they issue in the background: each certificate that was accepted is issued, once. */
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type ChildServer, startChildServer } from './child-server.js';
import { newPostgresDatabase, postgresMissing } from './postgres.js';
import { type CallParameters, SignedClient } from './signed-client.js';
import { openssl } from './strangers/commands.js';

const CAS = '2020-06-30';
const PAGE = 1000;

interface Listed {
  readonly Identifier: string;
  readonly SerialNumber: string;
  readonly Status: string;
  readonly X509Certificate?: string;
}

const clientOf = ({ url, accessKeyId, accessKeySecret }: ChildServer) =>
  new SignedClient({ endpoint: url, accessKeyId, accessKeySecret });

async function must(server: ChildServer, action: string, parameters: CallParameters) {
  const { status, body } = await clientOf(server).call(CAS, action, parameters);
  if (status !== 200) throw new Error(`${action} answered ${status} ${JSON.stringify(body)}`);
  return body;
}

async function makeIssuer(server: ChildServer): Promise<string> {
  const subject = { CommonName: 'x', Organization: 'O', OrganizationUnit: 'U', Locality: 'L', State: 'S' };
  const root = await must(server, 'CreateRootCACertificate', { ...subject, Algorithm: 'ECC_256', Years: 10 });
  const sub = { ...subject, ParentIdentifier: root.Identifier, Algorithm: 'ECC_256', Years: 5 };
  return String((await must(server, 'CreateSubCACertificate', sub)).Identifier);
}

async function list(server: ChildServer): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let page = 1; ; page++) {
    const body = await must(server, 'ListClientCertificate', { CurrentPage: page, ShowSize: PAGE });
    all.push(...(body.CertificateList as unknown as Listed[]));
    if (page * PAGE >= Number(body.TotalCount)) return all;
  }
}

/** What was acknowledged, and what was seen issued: neither may be otherwise later. */
class Ledger {
  readonly accepted = new Map<string, string>();
  readonly issued = new Map<string, string>();

  look(listed: readonly Listed[]): void {
    const found = new Map(listed.map(it => [it.Identifier, it]));
    for (const [id, serialNumber] of this.accepted) expect(found.get(id)?.SerialNumber).toBe(serialNumber);
    for (const { Identifier, Status, X509Certificate } of listed) {
      if (Status !== 'ISSUE' || X509Certificate === undefined) continue;
      expect(this.issued.get(Identifier) ?? X509Certificate).toBe(X509Certificate);
      this.issued.set(Identifier, X509Certificate);
    }
  }
}

/** Asks for certificates until the server is dead. */
async function ask(
  server: ChildServer,
  ParentIdentifier: string,
  ledger: Ledger,
  isDead: () => boolean,
): Promise<void> {
  for (let number = 0; !isDead(); number++) {
    try {
      const answer = await must(server, 'CreateClientCertificate', {
        ParentIdentifier,
        AsynchronousFlag: true,
        Algorithm: number % 3 === 0 ? 'ECC_384' : 'ECC_256',
      });
      ledger.accepted.set(String(answer.Identifier), String(answer.SerialNumber));
    } catch (fault) {
      if (!isDead()) throw fault;
    }
  }
}

async function killed(start: () => Promise<ChildServer>, rounds: number, servers: number): Promise<void> {
  const ledger = new Ledger();
  let issuer: string | undefined;
  for (let round = 0; round < rounds; round++) {
    const running = [];
    for (let i = 0; i < servers; i++) running.push(await start());
    const [first] = running as [ChildServer];
    issuer ??= await makeIssuer(first);
    ledger.look(await list(first));
    let dead = false;
    const asking = running.flatMap(it => Array.from({ length: 4 }, () => ask(it, issuer ?? '', ledger, () => dead)));
    // Long enough for the workers to have begun, and to be in the middle of it.
    await wait(700 + 150 * round);
    dead = true;
    await Promise.all(running.map(it => it.kill()));
    await Promise.all(asking);
  }

  const last = await start();
  try {
    let listed = await list(last);
    while (listed.some(({ Status }) => Status === 'PENDING')) {
      await wait(200);
      listed = await list(last);
    }
    ledger.look(listed);
    expect(ledger.accepted.size).toBeGreaterThan(rounds * 4);
    expect(listed.map(({ Status }) => Status)).toEqual(listed.map(() => 'ISSUE'));
    expect(new Set(listed.map(({ SerialNumber }) => SerialNumber)).size).toBe(listed.length);
    for (const { SerialNumber, X509Certificate: pem = '' } of listed) {
      const inside = new X509Certificate(pem).serialNumber.toLowerCase().replace(/^0+/, '');
      expect(inside).toBe(SerialNumber.replace(/^0+/, ''));
    }
    for (const { Identifier, X509Certificate: pem = '' } of listed.slice(0, 10)) {
      const { EncryptedData } = await must(last, 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'p' });
      const publicKey = openssl(['pkey', '-passin', 'pass:p', '-pubout'], String(EncryptedData));
      expect(openssl(['x509', '-noout', '-pubkey'], pem)).toBe(publicKey);
    }
  } finally {
    await last.kill();
  }
}

const rounds = process.env.CI ? 8 : 3;
const environment = { CHANCERY_PBKDF2_ITERATIONS: '2048', CHANCERY_LOG: 'silent' };

test(`one server, killed ${rounds} times`, async () => {
  const data = await mkdtemp(join(tmpdir(), 'chancery-asynchronous-'));
  await killed(() => startChildServer({ data, environment }), rounds, 1);
  await rm(data, { recursive: true });
}, 600_000);

test.skipIf(postgresMissing)(
  `two servers on PostgreSQL, killed ${rounds} times${postgresMissing ? ` (${postgresMissing})` : ''}`,
  async () => {
    const database = await newPostgresDatabase();
    const data = await mkdtemp(join(tmpdir(), 'chancery-asynchronous-'));
    await killed(() => startChildServer({ data, environment, arguments: ['--store', database.url] }), rounds, 2);
    await rm(data, { recursive: true });
    await database.remove();
  },
  600_000,
);
