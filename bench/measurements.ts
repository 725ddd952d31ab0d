/** The measurements: each starts what it needs, runs for so many seconds and says what came out. */
import { setTimeout as wait } from 'node:timers/promises';
import { bareIssuance, bareKeyDerivations, startBareServer } from './bare.js';
import { background, type LoadResult, load, steadyLoad } from './load.js';
import { certificate, type Subject, times } from './subject.js';

const CONNECTIONS = 64;
/** Calls before anything counts: the engine compiles what runs often. */
export const WARM_UP = 6000;
/** What a private key that is handed out is protected with (config.ts). */
const ITERATIONS = 600_000;

export interface Issuance {
  readonly bareCryptography: number;
  readonly bareHttp: LoadResult;
  readonly issuing: LoadResult;
}

/** P-256 certificates, and what they are held against, one after the other. */
export async function issuance(subject: Subject, issuer: string, seconds: number): Promise<Issuance> {
  const settings = { address: subject.address, pid: subject.pid, connections: CONNECTIONS };
  const requests = (count: number) =>
    times(count, () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')));
  const warmUp = await load(requests(WARM_UP), settings);
  const batch = requests(Math.ceil(warmUp.perSecond * seconds));
  const issuing = await load(batch, settings);

  const sample = await subject.call('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256'));
  const bare = await startBareServer(JSON.stringify(sample).length);
  try {
    const bareSettings = { address: bare.address, pid: bare.process.pid, connections: CONNECTIONS };
    const first = await load(batch, bareSettings);
    const bareHttp = await load(
      times(Math.ceil(first.perSecond * seconds), i => batch[i % batch.length]!),
      bareSettings,
    );
    return { issuing, bareHttp, bareCryptography: bareIssuance(seconds).perSecond };
  } finally {
    bare.process.kill();
  }
}

/**
 * Calls of which each does what the one before does and more: a page without a signature; a call that is authenticated, permitted
 * and recorded and has no effect; one that reads; one that issues. What each adds on the main thread is the price of a layer.
 */
export async function ladder(
  subject: Subject,
  issuer: string,
  seconds: number,
): Promise<readonly (readonly [step: string, LoadResult])[]> {
  const { Identifier } = await subject.call('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256'));
  const page = Buffer.from('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const steps: readonly (readonly [string, () => Buffer])[] = [
    ['a page', () => page],
    ['GetCallerIdentity', () => subject.request('sts', 'GetCallerIdentity')],
    ['DescribeClientCertificate', () => subject.request('cas', 'DescribeClientCertificate', { Identifier })],
    [
      'CreateClientCertificate',
      () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')),
    ],
  ];
  const settings = { address: subject.address, pid: subject.pid, connections: CONNECTIONS };
  const results: [string, LoadResult][] = [];
  for (const [step, request] of steps) {
    const { perSecond } = await load(times(2000, request), settings);
    results.push([step, await load(times(Math.ceil(perSecond * seconds), request), settings)]);
  }
  return results;
}

export interface KeyDelivery {
  readonly bareDerivations: number;
  readonly delivered: LoadResult;
}

/** Private keys handed out under a password, against the derivations of keys from passwords alone. */
export async function keyDelivery(subject: Subject, issuer: string, seconds: number): Promise<KeyDelivery> {
  const { Identifier } = await subject.call('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256'));
  const parameters = { Identifier, EncryptedCode: 'bench-Passw0rd' };
  const before = await bareKeyDerivations(seconds / 2, ITERATIONS);
  const requests = times(Math.ceil(before * seconds), () =>
    subject.request('cas', 'DescribeCertificatePrivateKey', parameters),
  );
  const delivered = await load(requests, { address: subject.address, pid: subject.pid, connections: 4 });
  const after = await bareKeyDerivations(seconds / 2, ITERATIONS);
  return { delivered, bareDerivations: (before + after) / 2 };
}

export interface Company {
  readonly alone: LoadResult;
  readonly beside: LoadResult;
  readonly rsaKeys: number;
  readonly deliveries: number;
}

/** Calls a second of the steady load: well within what the server can do, as a service is meant to be run. */
const STEADY_RATE = 100;

/** Ordinary calls by themselves, and while RSA-4096 keys are made and private keys encrypted as fast as the server lets them. */
export async function company(subject: Subject, issuer: string, seconds: number): Promise<Company> {
  const rsaIssuer = await subject.authority('RSA_2048');
  const { Identifier } = await subject.call('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256'));
  const ordinary = [
    () => subject.request('sts', 'GetCallerIdentity'),
    () => subject.request('cas', 'DescribeClientCertificate', { Identifier }),
    () => subject.request('cas', 'ListClientCertificate', { ShowSize: 10 }),
    () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')),
  ];
  const settings = { address: subject.address, pid: subject.pid, connections: 32 };
  const calls = () => times(seconds * STEADY_RATE, i => ordinary[i % ordinary.length]!());
  await steadyLoad(calls().slice(0, STEADY_RATE), STEADY_RATE, settings);
  const alone = await steadyLoad(calls(), STEADY_RATE, settings);

  const two = { ...settings, connections: 2 };
  const parameters = { Identifier, EncryptedCode: 'bench-Passw0rd' };
  const stopRsa = await background(
    () => subject.request('cas', 'CreateClientCertificate', certificate(rsaIssuer, 'RSA_4096')),
    two,
  );
  const stopDelivery = await background(() => subject.request('cas', 'DescribeCertificatePrivateKey', parameters), two);
  await wait(1000);
  const beside = await steadyLoad(calls(), STEADY_RATE, settings);
  const [rsaKeys, deliveries] = await Promise.all([stopRsa(), stopDelivery()]);
  return { alone, beside, rsaKeys, deliveries };
}
