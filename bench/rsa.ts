/**
 * npm run bench -- --rsa [--seconds 10]
 *
 * RSA-2048 certificates as fast as the server makes them for one caller, as a share of the keys that the processors make with nothing else to do;
 * and what that does to other calls, which come at a steady rate. No keys are made ahead.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { bareRsaKeys } from './bare.js';
import { background, load, steadyLoad } from './load.js';
import { atMost, line, share, table } from './report.js';
import { certificate, type Subject, times } from './subject.js';

const CONNECTIONS = 8;
const STEADY_RATE = 100;

export async function rsaOnAllProcessors(
  subject: Subject,
  issuer: string,
  seconds: number,
  say: (text: string) => void,
): Promise<string> {
  const rsaIssuer = await subject.authority('RSA_2048');
  const issue = () => subject.request('cas', 'CreateClientCertificate', certificate(rsaIssuer, 'RSA_2048'));
  const settings = { address: subject.address, pid: subject.pid, connections: CONNECTIONS };
  await load(times(20, issue), settings);
  const before = await bareRsaKeys(seconds / 2);
  const issued = await load(times(Math.ceil(before * seconds), issue), settings);
  const bare = (before + (await bareRsaKeys(seconds / 2))) / 2;
  say(line('RSA-2048 certificates', issued));
  say(`bare RSA-2048 keys on all processors ${bare.toFixed(1)}/s`);

  const ordinary = [
    () => subject.request('sts', 'GetCallerIdentity'),
    () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')),
  ];
  const calls = (length: number) => times(length * STEADY_RATE, i => ordinary[i % ordinary.length]!());
  const others = { ...settings, connections: 32 };
  await steadyLoad(calls(10), STEADY_RATE, others);
  const alone = await steadyLoad(calls(seconds), STEADY_RATE, others);
  const stop = await background(issue, settings);
  await wait(1000);
  const beside = await steadyLoad(calls(seconds), STEADY_RATE, others);
  const meanwhile = await stop();
  say(line('other calls alone', alone));
  say(line('other calls meanwhile', beside));
  say(`meanwhile ${meanwhile} RSA-2048 certificates\n`);
  return table([
    share('RSA-2048 certificates, as a share of bare keys', issued.perSecond / bare, 0.9),
    atMost(
      "other calls' p99 meanwhile, to alone",
      beside.p99Ms / alone.p99Ms,
      3,
      '×',
      ` (${beside.p99Ms.toFixed(1)} to ${alone.p99Ms.toFixed(1)} ms)`,
    ),
  ]);
}
