import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GatewayError } from '../src/gateway/gateway-error.js';
import { type RawRequest, readParameters, withJson } from '../src/gateway/parameters.js';
import { checkFreshness } from '../src/gateway/signatures/clock.js';
import { answerFormat, recognise } from '../src/gateway/signatures/recognise.js';
import { verifySignature } from '../src/gateway/signatures/verify.js';
import { rawRequest } from './raw-request.js';
import { type CallOptions, SignedClient } from './signed-client.js';

const accessKeySecret = 'testsecret';

/** What the gateway understood of a request, or its error code. */
function understand(request: RawRequest): Record<string, unknown> {
  try {
    const parameters = readParameters(request);
    const authentication = recognise(request, parameters);
    const { action, version } = authentication;
    checkFreshness(authentication, new Date());
    const credential = { kind: 'secret', secret: Buffer.from(accessKeySecret) } as const;
    verifySignature(authentication, request, parameters, credential, { allowLossyV4: false });
    const { generation, securityToken } = authentication;
    return {
      action,
      version,
      format: answerFormat(parameters),
      generation,
      securityToken,
      values: Object.fromEntries(withJson(parameters, request).values),
    };
  } catch (error) {
    if (error instanceof GatewayError) return { Code: error.code };
    throw error;
  }
}

let server: Server;
let endpoint: string;

beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method, url, headers } = incoming;
    const understood = understand({ ...rawRequest({ method, url, headers, body: Buffer.concat(chunks) }) });
    outgoing.setHeader('content-type', 'application/json;charset=utf-8');
    outgoing.statusCode = 'Code' in understood ? 400 : 200;
    outgoing.end(JSON.stringify(understood));
  });
  // The property below may keep the client busy for longer than Node's five seconds.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function client(settings: { accessKeySecret?: string; securityToken?: string } = {}): SignedClient {
  return new SignedClient({ endpoint, accessKeyId: 'testid', accessKeySecret, ...settings });
}

const options: CallOptions[] = (['v1', 'v3', 'v3-sm3'] as const).flatMap(signature =>
  (['query', 'form', 'json'] as const).flatMap(place => [
    { signature, place, method: 'POST' as const },
    { signature, place, method: 'GET' as const },
  ]),
);
const possible = options.filter(({ signature, place, method }) => {
  const bodyOnGet = method === 'GET' && place !== 'query';
  return !bodyOnGet && !(signature === 'v1' && place === 'json');
});

describe.each(possible)('$method with $signature in $place', option => {
  const parameters = { Text: "a+b c*~!'()中/", Empty: '', List: ['x', 'y'], Tags: [{ Key: 'k', Value: true }], N: 5 };
  const flattened = {
    Text: parameters.Text,
    Empty: '',
    'List.1': 'x',
    'List.2': 'y',
    'Tags.1.Key': 'k',
    'Tags.1.Value': 'true',
    N: '5',
  };

  test('is understood by the server', async () => {
    const { status, body } = await client({ securityToken: 'tok/en+==' }).call('2016-01-20', 'X', parameters, option);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        action: 'X',
        version: '2016-01-20',
        format: 'json',
        generation: option.signature === 'v1' ? 'V1' : 'V3',
        securityToken: 'tok/en+==',
        values: option.place === 'json' ? parameters : flattened,
      },
    });
  });

  test('is refused with another secret', async () => {
    const { status, body } = await client({ accessKeySecret: 'other' }).call('2016-01-20', 'X', parameters, option);
    expect({ status, body }).toEqual({ status: 400, body: { Code: 'SignatureDoesNotMatch' } });
  });

  test('is refused at the wrong time', async () => {
    const date = new Date(Date.now() - 16 * 60_000);
    const { body } = await client().call('2016-01-20', 'X', parameters, { ...option, date });
    expect(body).toEqual({ Code: 'InvalidTimeStamp.Expired' });
  });
});

test('signs whatever parameters there are', () => {
  const name = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 10 })
    .filter(text => !/[\x00-\x1f\x7f]|__proto__|constructor/.test(text));
  const common = /^(?:A(?:ccessKeyId|ction)|Format|Signature\w*|Timestamp|Version|BearerToken)$/;
  const values = fc.dictionary(name, fc.string({ unit: 'binary', maxLength: 20 }), { maxKeys: 8 });
  const signer = new SignedClient({ endpoint: 'http://h', accessKeyId: 'testid', accessKeySecret });
  fc.assert(
    fc.property(values, fc.constantFrom(...possible), (parameters, option) => {
      fc.pre(!Object.keys(parameters).some(key => common.test(key)));
      const understood = understand(rawRequest(signer.prepare('2016-01-20', 'X', parameters, option)));
      expect(understood).toMatchObject({ action: 'X', values: parameters });
    }),
    { numRuns: 500 },
  );
});

test('asks for the format it is told', async () => {
  for (const signature of ['v1', 'v3'] as const) {
    const { body } = await client().call('2016-01-20', 'X', {}, { signature, format: 'XML' });
    expect(body.format).toBe('xml');
  }
});

test('sends a prepared request twice, its nonce unchanged', async () => {
  const prepared = client().prepare('2016-01-20', 'X', {}, { nonce: 'n' });
  expect(prepared.headers['x-acs-signature-nonce']).toBe('n');
  expect((await client().send(prepared)).status).toBe(200);
  expect((await client().send(prepared)).status).toBe(200);
});
