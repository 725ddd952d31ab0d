/**
 * npm run bench -- --peers [--programs DIR] [--seconds 5]
 *
 * P-256 certificates over 16 connections, in turns with step-ca and cfssl where these are installed:
 *
 *     go install github.com/smallstep/certificates/cmd/step-ca@v0.30.2
 *     go install github.com/cloudflare/cfssl/cmd/cfssl@v1.6.5
 */
import { type Checkout, comparison } from './against.js';
import { budgetedCall } from './calls.js';
import { startCfssl } from './peers/cfssl.js';
import { findProgram, type Peer } from './peers/peer.js';
import { startStepCa } from './peers/step-ca.js';
import { columns } from './report.js';
import { inTurns, type TurnSettings } from './turns.js';

const PEERS = { 'step-ca': startStepCa, cfssl: startCfssl };

/**
 * The table of ratios, ours to each of the others.
 * @param programs a directory with the programs, beside those on the PATH
 * @param emptyDirectory makes one
 */
export async function besidePeers(
  { subject, issuer }: Checkout,
  programs: string | undefined,
  emptyDirectory: () => string,
  settings: TurnSettings,
): Promise<string> {
  const peers: Peer[] = [];
  try {
    for (const [name, start] of Object.entries(PEERS)) {
      const program = findProgram(name, programs);
      if (program === undefined)
        settings.say(`${name} is skipped: it is not on the PATH, and --programs names no directory with it.`);
      else peers.push(await start(program, emptyDirectory()));
    }
    const { requests } = await budgetedCall('CreateClientCertificate', subject, issuer);
    const ours = { name: 'chancery', address: subject.address, pid: subject.pid, requests };
    const [first = [], ...others] = await inTurns([ours, ...peers], settings);
    const rows = [['peer', 'measure', 'ours', 'theirs', 'ours to theirs, round by round: the middle']];
    for (const [i, it] of others.entries())
      rows.push(...comparison(first, it).map(cells => [peers[i]!.name, ...cells]));
    return columns(rows);
  } finally {
    for (const it of peers) it.process.kill();
  }
}
