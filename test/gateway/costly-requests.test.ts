/**
 * What a single request costs the event loop at worst. Counted is processor time of this thread, in which client and server both run, in the
 * longest turn of the event loop while a request is under way; and not the time for which a busy machine made it wait.
 */
import { expect, test } from 'vitest';
import { readParameters, withJson } from '../../src/gateway/parameters.js';
import { stringToSignV1 } from '../../src/gateway/signatures/v1.js';
import { longestTurn, processorMs } from '../longest-turn.js';
import { rawRequest } from '../raw-request.js';
import { useTestServer } from '../use-test-server.js';

/** The aim is 50 once the code is warm; a collection of garbage or a slower machine may take it again and again, what grows with the square a hundred times. */
const MOST_MS = 200;
const RAM = '2015-05-01';
const CAS = '2020-06-30';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

const server = useTestServer();

const pairs = (count: number, value: string) => Array.from({ length: count }, (_, i) => `p${i}=${value}`).join('&');
const forms: [string, string][] = [
  [
    'four values at their limit, all escaped',
    ['A', 'B', 'C', 'D'].map(name => `${name}=${'%25'.repeat(87_000)}`).join('&'),
  ],
  ['a thousand values', pairs(999, '%e4%b8%ad'.repeat(110))],
  ['a megabyte of ampersands', '&'.repeat(1024 * 1024)],
];
test.each(forms)('a form with %s is read and made a string to sign', (name, body) => {
  const read = () => {
    const before = processorMs();
    stringToSignV1('POST', readParameters(rawRequest({ headers: form, body })));
    return processorMs() - before;
  };
  read();
  const spent = read();
  expect(spent).toBeLessThan(MOST_MS);
  process.stdout.write(`a form with ${name}: ${Math.round(spent)} ms\n`);
});

const texts: [string, string][] = [
  ['many values', `{"A":[${'1,'.repeat(99_000)}1]}`],
  ['many members', `{${Array.from({ length: 60_000 }, (_, i) => `"m${i}":1`).join(',')}}`],
  ['a string of escapes', `{"A":"${'\\u4e2d'.repeat(150_000)}"}`],
  ['brackets', `{"A":${'['.repeat(450_000)}${']'.repeat(450_000)}}`],
];
test.each(texts)('JSON with %s is read or refused', (name, body) => {
  const request = rawRequest({ headers: json, body });
  const read = () => {
    const before = processorMs();
    try {
      withJson(readParameters(request), request);
    } catch (fault) {
      expect(String(fault)).toMatch(/GatewayError/);
    }
    return processorMs() - before;
  };
  read();
  const spent = read();
  expect(spent).toBeLessThan(MOST_MS);
  process.stdout.write(`JSON with ${name}: ${Math.round(spent)} ms\n`);
});

const policy = (action: string, resource: string) =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });
const calls: [string, string, string, object][] = [
  [
    'a policy of stars',
    RAM,
    'CreatePolicy',
    { PolicyName: 'stars', PolicyDocument: policy(`a:${'*a'.repeat(1000)}`, `acs:ram:*:*:${'*x'.repeat(1000)}`) },
  ],
  [
    'a CSR that is none',
    CAS,
    'CreateClientCertificateWithCsr',
    { Csr: '-----BEGIN CERTIFICATE REQUEST-----\n'.repeat(1700) },
  ],
  ['names without end', CAS, 'CreateClientCertificate', { SanType: '1', SanValue: 'a@'.repeat(4000) }],
  ['a domain of dots', CAS, 'CreateServerCertificate', { Domain: 'a.'.repeat(4000) }],
  ['a domain of commas', CAS, 'CreateServerCertificate', { Domain: `${'a.b,'.repeat(2000)}c.d` }],
  [
    'a hundred and twenty names of 2 KB',
    CAS,
    'CreateCustomCertificate',
    {
      ParentIdentifier: 'x',
      ApiPassthrough: JSON.stringify({
        Extensions: {
          SubjectAlternativeNames: Array.from({ length: 120 }, () => ({ Type: 'dNSName', Value: 'a'.repeat(2000) })),
        },
      }),
    },
  ],
];
test.each(calls)('%s is refused or done', async (_name, version, action, parameters) => {
  const call = async () => {
    const { status } = await server.root.call(version, action, { ...parameters }, { place: 'form' });
    expect(status).toBeLessThan(500);
  };
  for (let cold = 0; cold < 5; cold++) await call();
  const spent = await longestTurn(call);
  expect(spent).toBeLessThan(MOST_MS);
  process.stdout.write(`${action}: ${Math.round(spent)} ms of this thread in its longest turn\n`);
});
