/** Requests that their author signed and that hold anything at all: the operations that read CSRs answer, and never with a 5xx. */
import { expect, test } from 'vitest';
import { algorithms } from '../../../../src/crypto/algorithms.js';
import { bitString, context, oid, seq, seqOf, setOf } from '../../../../src/crypto/der.js';
import { generateKeyPair, openPrivateKey, sign } from '../../../../src/crypto/keys.js';
import { encodePem } from '../../../../src/crypto/pem.js';
import { basicConstraints } from '../../../../src/x509/extensions/basic-constraints.js';
import { extendedKeyUsage } from '../../../../src/x509/extensions/extended-key-usage.js';
import { keyUsage } from '../../../../src/x509/extensions/key-usage.js';
import { subjectAlternativeName } from '../../../../src/x509/extensions/subject-alternative-name.js';
import { generalName } from '../../../../src/x509/general-name.js';
import { encodeName } from '../../../../src/x509/name.js';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas } from '../cas-calls.js';
import { useIssuingCa } from '../use-issuing-ca.js';
import { makeCsr } from './csrs.js';

const server = useTestServer();
const { root, sub } = useIssuingCa(server);

const scratch = new Scratch();

test('a subject that turns the direction of writing is refused, with every reader of requests', async () => {
  const { csr: Csr } = makeCsr(scratch, { subject: '/CN=gnp.\u202eelpmaxe' });
  for (const [action, parameters] of [
    ['CreateCustomCertificate', { ParentIdentifier: sub.Identifier, Validity: '1d' }],
    ['CreateExternalCACertificate', { InstanceId: root.Identifier, Validity: '1d' }],
    ['CreateClientCertificateWithCsr', { ParentIdentifier: sub.Identifier }],
    ['CreateServerCertificateWithCsr', { ParentIdentifier: sub.Identifier }],
  ] as const) {
    const { status, body } = await cas(server.root, action, { ...parameters, Csr });
    expect([status, body.Code]).toEqual([400, 'ValidateCsrFailed']);
    expect(body.Message).toContain('direction of writing');
  }
});

/** The same numbers at each run: what fails once fails again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ROUNDS = 600;

test('one octet or a few of a request changed, and signed again', { timeout: 120_000 }, async () => {
  const algorithm = algorithms.find(({ name }) => name === 'ECC_256');
  if (!algorithm) throw new Error('there is no P-256');
  const pair = await generateKeyPair(algorithm);
  const key = openPrivateKey(algorithm, pair.pkcs8Der);
  const subject = encodeName([
    { oid: '2.5.4.6', value: 'CN' },
    { oid: '2.5.4.3', value: 'hostile' },
    { oid: '1.2.840.113549.1.9.1', value: 'a@b.example' },
  ]);
  const extensions = [
    subjectAlternativeName([
      generalName(2, 'a.example'),
      generalName(7, '192.0.2.1'),
      generalName(6, 'https://a.example/'),
    ]),
    keyUsage(['digitalSignature']),
    extendedKeyUsage(['clientAuth']),
    basicConstraints({ authority: false }),
  ];
  const attributes = context(0, seq(oid('1.2.840.113549.1.9.14'), setOf([seqOf(extensions)])));
  const info = seq(Buffer.from('020100', 'hex'), subject, pair.spkiDer, attributes);
  const keyAt = info.indexOf(pair.spkiDer);
  const next = numbers(20_261_122);
  const calls = [
    ['CreateCustomCertificate', { ParentIdentifier: sub.Identifier, Validity: '1d' }],
    ['CreateExternalCACertificate', { InstanceId: root.Identifier, Validity: '1d' }],
    ['CreateClientCertificateWithCsr', { ParentIdentifier: sub.Identifier }],
    ['CreateServerCertificateWithCsr', { ParentIdentifier: sub.Identifier }],
  ] as const;
  const seen = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const changed = Buffer.from(info);
    for (let changes = 1 + next(3); changes > 0; changes--) {
      const at = next(info.length - pair.spkiDer.length);
      changed[at < keyAt ? at : at + pair.spkiDer.length] = next(256);
    }
    const signature = bitString(await sign(key, changed));
    const Csr = encodePem('CERTIFICATE REQUEST', seq(changed, algorithm.signature.identifier, signature));
    const [action, parameters] = calls[round % calls.length] as (typeof calls)[number];
    const { status, body } = await cas(server.root, action, { ...parameters, Csr });
    expect([200, 400], `${Csr} ${JSON.stringify(body)}`).toContain(status);
    seen.set(status, (seen.get(status) ?? 0) + 1);
  }
  expect(Math.min(seen.get(200) ?? 0, seen.get(400) ?? 0)).toBeGreaterThan(ROUNDS / 50);
});
