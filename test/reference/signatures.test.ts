import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { readParameters } from '../../src/gateway/parameters.js';
import type { RunningServer } from '../../src/main.js';
import { operationPage } from '../../src/reference/prose.js';
import { exampleAccessKey, exampleNonce, exampleTime, signV1, signV3 } from '../../src/reference/signed-example.js';
import { siteOf } from '../../src/reference/site.js';
import { spokenAs } from '../../src/spec/catalogue.js';
import { check } from '../../src/spec/check.js';
import { decodeParameters } from '../../src/spec/decode.js';
import type { JsonValue } from '../../src/spec/wire-values.js';
import { startServer } from '../../src/start-server.js';
import { addressOf, RawConnection } from '../raw-connection.js';
import { SignedClient } from '../signed-client.js';
import { source } from './source.js';

const host = '127.0.0.1:8088';
const examples = spokenAs(source.catalogue, 'rpc').operations.flatMap(operation =>
  operation.examples.map(({ request }) => [operation.action, { operation, parameters: request, host }] as const),
);

describe('examples', () => {
  test.each(examples)('of %s carry the parameters that they show', (_action, call) => {
    for (const { request } of [signV3(call), signV1(call)]) {
      const decoded = decodeParameters(call.operation.request, readParameters(request).values);
      check(call.operation.request, decoded);
      const values = new Map(Object.entries(call.parameters) as [string, JsonValue][]);
      expect(decoded).toEqual(decodeParameters(call.operation.request, values));
    }
  });

  test('have the signature that another implementation makes', () => {
    const parameters = { Identifier: 'a b', EncryptedCode: "!*'()~/中" };
    const operation = source.catalogue.findOperation('2020-06-30', 'DescribeCertificatePrivateKey')!;
    const client = new SignedClient({
      endpoint: `http://${host}`,
      accessKeyId: exampleAccessKey.id,
      accessKeySecret: exampleAccessKey.secret,
    });
    const options = { nonce: exampleNonce, date: new Date(exampleTime) };
    const v3 = client.prepare('2020-06-30', operation.action, parameters, options);
    expect(signV3({ operation, parameters, host }).request.headers.authorization).toBe(v3.headers.authorization);
    const v1 = client.prepare('2020-06-30', operation.action, parameters, {
      ...options,
      signature: 'v1',
      format: 'XML',
    });
    const query = new URLSearchParams(v1.url.slice(2));
    expect(signV1({ operation, parameters, host }).signature).toBe(query.get('Signature'));
  });
});

describe('the page about signatures', () => {
  const blocks = siteOf(source).get('signatures')?.().blocks ?? [];
  const texts = (language: string): string[] =>
    blocks.flatMap(block => (block.kind === 'code' && block.language === language ? [block.text] : []));

  test('its commands give its signatures', () => {
    const [v3Command = '', v1Command = ''] = texts('sh');
    const [, , v3Signature = '', , v1Signature = ''] = texts('text');
    const run = (command: string): string => execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trim();
    expect(run(v3Command).split(' ').at(-1)).toBe(v3Signature);
    expect(run(v1Command)).toBe(v1Signature);
  });
});

describe('a server that has the AccessKey of the examples, at their time,', () => {
  const data = mkdtempSync(join(tmpdir(), 'chancery-examples-'));
  let server: RunningServer;
  beforeAll(async () => {
    const config = loadConfig(
      // One thread: the clock of a test is not known to others.
      { data, listen: '127.0.0.1:0', throttle: 'off', threads: '1' },
      {
        CHANCERY_ROOT_ACCESS_KEY_ID: exampleAccessKey.id,
        CHANCERY_ROOT_ACCESS_KEY_SECRET: exampleAccessKey.secret,
        CHANCERY_PBKDF2_ITERATIONS: '2048',
      },
    );
    const logTo = new Writable({ write: (_chunk, _encoding, done) => done() });
    server = await startServer(config, { logTo, now: () => new Date(exampleTime) });
  });
  afterAll(async () => {
    await server.stop(1000);
    rmSync(data, { recursive: true, force: true });
  });

  test.each(['sts/GetCallerIdentity', 'cas/DescribeCertificatePrivateKey', 'ram/CreatePolicy'])(
    'takes the requests on the page of %s as they stand there',
    async id => {
      const operation = source.catalogue.operations.find(one => operationPage(one) === id)!;
      const html = await (await fetch(`${server.url}/reference/${id}`)).text();
      const requests = [...html.matchAll(/<pre><code>((?:GET|POST) .*?)<\/code><\/pre>/gs)].map(([, text = '']) =>
        text
          .replaceAll('&#39;', "'")
          .replaceAll('&quot;', '"')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&'),
      );
      expect(requests).toHaveLength(2 * operation.examples.length);
      const codes = [];
      for (const request of requests) {
        const connection = await RawConnection.open(addressOf(server.url));
        // The nonce of all examples is the same: what is asked is whether the signature holds.
        const answer = await connection.exchange(Buffer.from(`${request.replaceAll('\n', '\r\n')}\r\n\r\n`));
        connection.close();
        codes.push(answer?.body.toString() ?? '');
      }
      for (const code of codes)
        expect(code).not.toMatch(/Signature(DoesNotMatch)|Incomplete|InvalidAccessKeyId|TimeStamp/);
      expect(codes).toHaveLength(requests.length);
    },
  );
});
