/**
 * npm run bench [-- --seconds 5]
 *
 * What the server does in a second, as shares of what the machine can do at best, and what slow work does to other calls.
 */
import { residentMegabytes } from '../test/resident-memory.js';
import { company, type Issuance, issuance, keyDelivery, ladder } from './measurements.js';
import { atMost, figure, line, median, share, table } from './report.js';
import { measureStart } from './start.js';
import { Subject } from './subject.js';

/** @param data an empty directory */
export async function standard(data: string, seconds: number, say: (text: string) => void): Promise<void> {
  const start = await measureStart();
  const subject = await (await Subject.start(data)).asUser();
  const issuer = await subject.authority('ECC_256');

  const rounds: Issuance[] = [];
  // Three times, and the middle one counts: what else the machine does should not decide.
  for (let i = 0; i < 3; i++) {
    const round = await issuance(subject, issuer, seconds);
    say(line('issuing', round.issuing));
    say(line('bare node:http', round.bareHttp));
    rounds.push(round);
  }
  const bareCryptography = median(rounds.map(it => it.bareCryptography));
  say(`bare key and two signatures ${bareCryptography.toFixed(0)}/s`);
  for (const [step, result] of await ladder(subject, issuer, seconds / 2)) say(line(step, result));
  const { delivered, bareDerivations } = await keyDelivery(subject, issuer, seconds);
  say(line('keys handed out', delivered));
  say(`bare PBKDF2 ${bareDerivations.toFixed(1)}/s`);
  const { alone, beside, rsaKeys, deliveries } = await company(subject, issuer, seconds * 2);
  say(line('other calls alone', alone));
  say(line('other calls in company', beside));
  say(`company: ${rsaKeys} RSA-4096 certificates and ${deliveries} keys handed out`);
  say(`memory after all of it ${residentMegabytes(subject.pid)?.toFixed(0) ?? '?'} MB\n`);
  await subject.server.stop();

  const issued = median(rounds.map(it => it.issuing.perSecond));
  const p99s = ` (${beside.p99Ms.toFixed(1)} to ${alone.p99Ms.toFixed(1)} ms)`;
  say(
    table([
      figure('P-256 certificates a second', issued),
      share('  as a share of a bare key and two signatures', issued / bareCryptography, 0.3),
      share('  as a share of bare node:http', issued / median(rounds.map(it => it.bareHttp.perSecond)), 0.1),
      atMost('  p99 at 64 connections', median(rounds.map(it => it.issuing.p99Ms)), 100, 'ms'),
      share('private keys handed out, as a share of bare PBKDF2', delivered.perSecond / bareDerivations, 0.9),
      atMost("other calls' p99 in company, to alone", beside.p99Ms / alone.p99Ms, 3, '×', p99s),
      atMost('first start to first answer', start.firstStartMs, 1500, 'ms'),
      atMost('later start to first answer', start.laterStartMs, 1500, 'ms'),
      atMost('idle memory', start.idleMegabytes, 150, 'MB'),
    ]),
  );
  const others = median(rounds.map(it => it.issuing.otherProcessors ?? 0));
  if (others > 0.1)
    say(`\nOther programs took ${others.toFixed(2)} processors meanwhile: on a quiet machine the figures are better.`);
}
