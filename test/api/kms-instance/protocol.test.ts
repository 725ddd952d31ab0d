/** The protocol of instances around its operations: headers, signature, digest, clock, and that every error is a message. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { request } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ClientKey, InstanceClient, stringToSign, type Tampering } from '../../instance-client.js';
import { useTestServer } from '../../use-test-server.js';
import { makeKey } from '../kms/keys/key-calls.js';
import { kmsOk } from '../kms/kms-calls.js';
import { denied, instanceCalls, invalid, makeClientKey, missing, refusal } from './use-instance.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });
let key: ClientKey;
let KeyId: string;
beforeAll(async () => {
  key = await makeClientKey(server.root, [{}], { NotBefore: '2020-01-01T00:00:00Z', NotAfter: '2040-01-01T00:00:00Z' });
  ({ KeyId } = await makeKey(server.root));
});
const { call, ok } = instanceCalls(server, () => key);
const HELLO = Buffer.from('hello');
const encrypt = (tampering: Tampering = {}) => call('Encrypt', { KeyId, Plaintext: HELLO }, tampering);

test('the example of the wire reference has that string to sign', () => {
  const body = Buffer.from('0a056b65792d31120568656c6c6f', 'hex');
  const headers = {
    'content-sha256': createHash('sha256').update(body).digest('hex').toUpperCase(),
    'content-type': 'application/x-protobuf',
    date: 'Sat, 21 Nov 2026 17:29:38 GMT',
    'x-kms-acccesskeyid': 'KAAP.11111111-2222-3333-4444-555555555555',
    'x-kms-apiname': 'Encrypt',
    'x-kms-apiversion': 'dkms-gcs-0.2',
    'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256',
  };
  expect(headers['content-sha256']).toBe('FA922049CA819EB8A8129876CFCC0013A5E6657746C811C175F7C69F73DBCA64');
  expect(stringToSign('POST', headers)).toBe(
    `POST
FA922049CA819EB8A8129876CFCC0013A5E6657746C811C175F7C69F73DBCA64
application/x-protobuf
Sat, 21 Nov 2026 17:29:38 GMT
x-kms-acccesskeyid:KAAP.11111111-2222-3333-4444-555555555555
x-kms-apiname:Encrypt
x-kms-apiversion:dkms-gcs-0.2
x-kms-signaturemethod:RSA_PKCS1_SHA_256
/`,
  );
});

describe('what is taken', () => {
  test.each<[string, Tampering]>([
    ['the scheme TOKEN', { scheme: 'TOKEN' }],
    ['the scheme in capitals', { scheme: 'BEARER' }],
    ['a digest in small letters', { before: { 'content-sha256': undefined, 'Content-Sha256': undefined } }],
    ['a further header that is signed too', { before: { 'x-kms-more': '  two  words ' } }],
    ['a header that is not signed', { after: { 'x-more': 'a' } }],
  ])('%s', async (name, tampering) => {
    const digest = name.startsWith('a digest');
    const values = { KeyId, Plaintext: HELLO };
    if (!digest) return expect(await call('Encrypt', values, tampering)).toMatchObject({ status: 200 });
    const message = Buffer.from(`0a19${Buffer.from(KeyId).toString('hex')}1205${HELLO.toString('hex')}`, 'hex');
    const sha = createHash('sha256').update(message).digest('hex');
    expect(await call('Encrypt', {}, { message, before: { 'content-sha256': sha } })).toMatchObject({ status: 200 });
  });

  test.each([
    ['UTC', (date: Date) => date.toUTCString().replace('GMT', 'UTC')],
    ['+0000', (date: Date) => date.toUTCString().replace('GMT', '+0000')],
    ['a day of one digit', (date: Date) => date.toUTCString().replace(/, 0/, ', ')],
    ['another weekday', (date: Date) => date.toUTCString().replace(/^\w+/, 'Xyz')],
    ['none', (date: Date) => date.toUTCString().replace(/^\w+, /, '')],
  ])('a date with %s', async (_name, form) => {
    expect(await encrypt({ before: { date: form(new Date()) } })).toMatchObject({ status: 200 });
    const own = { date: undefined, 'x-kms-date': form(new Date()) };
    expect(await encrypt({ before: own })).toMatchObject({ status: 200 });
  });

  test('no body and no headers of one, where all fields may be empty', async () => {
    const none = { 'content-sha256': undefined, 'content-type': undefined };
    const answer = await call('GenerateRandom', {}, { message: Buffer.alloc(0), before: none });
    expect(answer).toMatchObject(missing('Length'));
  });

  test('the same signature twice, as parallel calls of one second have it', async () => {
    const date = new Date();
    const [one, two] = [await encrypt({ date }), await encrypt({ date })];
    expect([one.status, two.status]).toEqual([200, 200]);
  });

  test('fields that the contract does not have, and the last of a field that is there twice', async () => {
    const unknown = Buffer.from('f2ff7f03616263', 'hex');
    const length = Buffer.from([0x08, 0x10, 0x08, 0x07]);
    const { Random } = await ok('GenerateRandom', {}, { message: Buffer.concat([unknown, length]) });
    expect(Random).toHaveLength(7);
  });
});

const Param = (name: string, detail = '') => refusal(400, 'InvalidParam', `The Param ${name} is invalid.${detail}`);

describe('what is refused', () => {
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  test.each<[string, Tampering, object]>([
    [
      'another content type',
      { before: { 'content-type': 'application/json' } },
      refusal(415, 'InvalidContentType', 'Content-Type "application/json" is unsupported.'),
    ],
    ['no content type', { before: { 'content-type': undefined } }, refusal(415, 'InvalidContentType')],
    [
      'another version',
      { before: { 'x-kms-apiversion': 'dkms-gcs-0.3' } },
      refusal(400, 'InvalidApiVersion', 'The ApiVersion "dkms-gcs-0.3" is invalid.'),
    ],
    ['the version of another API', { before: { 'x-kms-apiversion': '2016-01-20' } }, refusal(400, 'InvalidApiVersion')],
    [
      'no version',
      { before: { 'x-kms-apiversion': undefined } },
      refusal(400, 'InvalidApiVersion', 'The ApiVersion "" is invalid.'),
    ],
    [
      'another operation',
      { before: { 'x-kms-apiname': 'ReEncrypt' } },
      refusal(400, 'InvalidApiName', 'The ApiName "ReEncrypt" is invalid.'),
    ],
    [
      'no operation',
      { before: { 'x-kms-apiname': undefined } },
      refusal(400, 'InvalidApiName', 'The ApiName "" is invalid.'),
    ],
    ['an operation in small letters', { before: { 'x-kms-apiname': 'encrypt' } }, refusal(400, 'InvalidApiName')],
    ['no signature method', { before: { 'x-kms-signaturemethod': undefined } }, Param('x-kms-signaturemethod')],
    [
      'another signature method',
      { before: { 'x-kms-signaturemethod': 'HMAC' } },
      Param('x-kms-signaturemethod', ' message:"HMAC".'),
    ],
    [
      'no client key',
      { before: { 'x-kms-acccesskeyid': undefined } },
      refusal(400, 'MissingParameter', 'Parameter x-kms-acccesskeyid does not exist in http header or body.'),
    ],
    ['no date', { before: { date: undefined } }, Param('Date')],
    [
      'an old time in x-kms-date',
      { before: { date: undefined, 'x-kms-date': minutes(-16).toUTCString() } },
      refusal(400, 'RequestTimeTooSkewed'),
    ],
    [
      'a time in x-kms-date that was not signed',
      { before: { date: undefined }, after: { 'x-kms-date': minutes(0).toUTCString() } },
      refusal(401, 'SignatureNotMatch'),
    ],
    [
      'an old date beside a good x-kms-date',
      { date: minutes(-16), before: { 'x-kms-date': minutes(0).toUTCString() } },
      refusal(400, 'RequestTimeTooSkewed'),
    ],
    ['a date in another form', { before: { date: '2026-11-21T17:29:38Z' } }, Param('Date')],
    ['a day that no calendar has', { before: { date: 'Mon, 30 Feb 2026 17:29:38 GMT' } }, Param('Date')],
    [
      'a date of 16 minutes ago',
      { date: minutes(-16) },
      refusal(400, 'RequestTimeTooSkewed', 'Request time exceeds server time more than 15 minutes.'),
    ],
    ['a date in 16 minutes', { date: minutes(16) }, refusal(400, 'RequestTimeTooSkewed')],
    ['another body', { sentMessage: Buffer.from('0801', 'hex') }, Param('Content-SHA256')],
    ['no digest', { before: { 'content-sha256': undefined } }, Param('Content-SHA256')],
    ['a digest that is none', { before: { 'content-sha256': 'F' } }, Param('Content-SHA256')],
    ['no signature', { after: { authorization: undefined } }, Param('Authorization')],
    ['another scheme', { scheme: 'Basic' }, Param('Authorization')],
    [
      'an unknown client key',
      { before: { 'x-kms-acccesskeyid': 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0000' } },
      refusal(
        404,
        'Unauthorized',
        'The AccessKey ID "KAAP.66abf237-63f6-4625-b8cf-47e1086e0000" does not exist in our records.',
      ),
    ],
    [
      'a signature of something else',
      { after: { date: minutes(1).toUTCString() } },
      refusal(401, 'SignatureNotMatch', 'Signature is not matched.'),
    ],
    [
      'an x-kms header that was changed',
      { before: { 'x-kms-migrationkeyversionid': 'a' }, after: { 'x-kms-migrationkeyversionid': 'b' } },
      refusal(401, 'SignatureNotMatch'),
    ],
    ['an x-kms header that was added', { after: { 'x-kms-more': 'a' } }, refusal(401, 'SignatureNotMatch')],
    ['a signature that is too short', { after: { authorization: 'Bearer AAAA' } }, refusal(401, 'SignatureNotMatch')],
    ['a body that is no message', { message: Buffer.from('0a05ff', 'hex') }, invalid('Body is no protobuf message')],
    ['a group', { message: Buffer.from('a306a406', 'hex') }, invalid('Body is no protobuf message')],
    ['a field of another type', { message: Buffer.from('0801', 'hex') }, invalid('KeyId must be of the type string')],
    ['text that is no UTF-8', { message: Buffer.from('0a02c328', 'hex') }, invalid('KeyId must be UTF-8')],
    [
      'a text with a control character',
      { message: Buffer.from('0a0107120161', 'hex') },
      invalid('KeyId holds characters that are not allowed'),
    ],
    [
      'a thousand and one fields',
      { message: Buffer.alloc(2002, Buffer.from('5801', 'hex')) },
      invalid('Body must have at most 1000 fields'),
    ],
    ['GET', { method: 'GET', message: Buffer.alloc(0) }, refusal(400, 'UnsupportedHTTPMethod')],
  ])('%s', async (_name, tampering, answer) => {
    expect(await encrypt(tampering)).toMatchObject(answer);
  });

  test('an AccessKey, and the client key in a form of its own', async () => {
    const client = (id: string) => new InstanceClient(server.url, { ...key, id });
    for (const id of [server.rootAccessKey.AccessKeyId, key.id.toLowerCase(), `${key.id} `.repeat(2)]) {
      const { status, body } = await client(id).call('GenerateRandom', { Length: 1 });
      expect([status, body.ErrorCode]).toEqual([404, 'Unauthorized']);
    }
  });

  test('a body of 3 MB is taken, and one that is longer not received', async () => {
    const most = 3 * 1024 * 1024;
    const Plaintext = Buffer.alloc(most - 100);
    expect(await call('Encrypt', { KeyId, Plaintext })).toMatchObject({ status: 200 });
    const answer = await call('Encrypt', { KeyId, Plaintext: Buffer.alloc(most) });
    expect(answer).toMatchObject(
      refusal(413, 'InvalidParameter', 'The specified parameter is not valid. Body must have at most 3145728 bytes.'),
    );
  });

  test('a large body is not received for a client key that is unknown', async () => {
    const before = { 'x-kms-acccesskeyid': 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0000' };
    expect(await call('Encrypt', { KeyId, Plaintext: Buffer.alloc(100_000) }, { before })).toMatchObject(
      refusal(404, 'Unauthorized'),
    );
  });

  test('the RPC API does not speak of instances: neither their version nor their operations', async () => {
    const { status, body } = await server.root.call('dkms-gcs-0.2', 'Encrypt', {});
    expect([status, body.Code]).toEqual([400, 'InvalidVersion']);
  });

  test('a request with one of the headers alone is answered with a message', async () => {
    const { statusCode, headers } = await request(`${server.url}/?Action=Encrypt`, {
      method: 'POST',
      headers: { 'x-kms-apiname': 'Encrypt' },
    });
    expect([statusCode, headers['content-type']]).toEqual([400, 'application/x-protobuf']);
  });
});

describe('client keys', () => {
  test('one that is not valid yet or any more signs in vain, and only who has it learns that', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const time of ['2019-12-31T23:59:59Z', '2040-01-01T00:00:01Z']) {
      clock = new Date(time);
      try {
        expect(await encrypt({ date: clock })).toMatchObject(denied('*'));
        const stranger = new InstanceClient(server.url, { id: key.id, privateKey });
        expect(await stranger.call('GenerateRandom', { Length: 1 }, { date: clock })).toMatchObject({ status: 401 });
      } finally {
        clock = undefined;
      }
    }
    expect(await encrypt()).toMatchObject({ status: 200 });
  });

  test('one that is deleted is unknown at once', async () => {
    const other = await makeClientKey(server.root);
    const calls = instanceCalls(server, () => other);
    expect(await calls.call('GenerateRandom', { Length: 8 })).toMatchObject({ status: 200 });
    await kmsOk(server.root, 'DeleteClientKey', { ClientKeyId: other.id });
    expect(await calls.call('GenerateRandom', { Length: 8 })).toMatchObject(refusal(404, 'Unauthorized'));
  });
});

test('calls are on record with the client key, and neither what was asked for nor what was answered in secret', async () => {
  const { Random } = await ok('GenerateRandom', { Length: 32 });
  const records = (await server.auditText()).split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
  const own = records.filter(record => record.product === 'kms-instance' && record.operation === 'GenerateRandom');
  expect(own.at(-1)).toMatchObject({
    principalType: 'client-key',
    principalId: key.id,
    version: 'dkms-gcs-0.2',
    parameters: '{"Length":32}',
    outcome: 'OK',
    sourceAddress: '127.0.0.1',
  });
  expect(server.log + (await server.auditText())).not.toContain(Random.toString('base64'));
});
