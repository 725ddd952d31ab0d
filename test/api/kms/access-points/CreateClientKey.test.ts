import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, error, invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';
import { openKeyFile } from './key-file.js';

const Password = 'Demo~p4ss_word';

/** Where a test sets the clock. */
let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });

const createAccessPoint = (Name: string) =>
  kmsOk(server.root, 'CreateApplicationAccessPoint', { Name, Policies: '["p"]' });

const create = (parameters: object, client = server.root, date = clock) =>
  kms(client, 'CreateClientKey', parameters as Record<string, unknown>, { date });

async function created(AapName: string, more: object = {}): Promise<Record<string, string>> {
  const { status, body } = await create({ AapName, Password, ...more });
  expect(status).toBe(200);
  return body as Record<string, string>;
}

const timesOf = ({ validFrom, validTo }: X509Certificate) =>
  [validFrom, validTo].map(time => `${new Date(time).toISOString().slice(0, 19)}Z`);

describe('the answer', () => {
  test('has the id, the algorithm, the file and the times, and nothing else', async () => {
    await createAccessPoint('answer');
    const before = Math.floor(Date.now() / 1000) * 1000;
    const answer = await create({ AapName: 'answer', Password });
    expect(answer).toEqual(
      ok({
        ClientKeyId: expect.stringMatching(/^KAAP\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        KeyAlgorithm: 'RSA_2048',
        PrivateKeyData: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
        NotBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        NotAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      }),
    );
    const { NotBefore, NotAfter } = answer.body as Record<string, string>;
    expect(Date.parse(NotBefore!)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(NotBefore!)).toBeLessThanOrEqual(Date.now());
    expect(new Date(NotAfter!).getUTCFullYear() - new Date(NotBefore!).getUTCFullYear()).toBe(5);
  });
});

describe('validity', () => {
  beforeAll(() => createAccessPoint('validity'));

  const later = (ms: number) => `${new Date(Date.now() + ms).toISOString().slice(0, 19)}Z`;
  const DAY = 86_400_000;

  test.each([
    ['a start in the past and an end in the year 9999', '2023-09-01T14:11:22Z', '9999-12-31T23:59:59Z'],
    ['a start in the future', later(8 * 3_600_000), later(DAY)],
  ])('%s is accepted and is what the certificate says', async (_what, NotBefore, NotAfter) => {
    const key = await created('validity', { NotBefore, NotAfter });
    expect(key).toMatchObject({ NotBefore, NotAfter });
    const described = await kmsOk(server.root, 'GetClientKey', { ClientKeyId: key.ClientKeyId });
    expect(described).toMatchObject({ NotBefore, NotAfter });
    expect(timesOf(new X509Certificate(described.PublicKeyData as string))).toEqual([NotBefore, NotAfter]);
  });

  test('the five years of 29 February end on 28 February', async () => {
    await createAccessPoint('leap');
    clock = new Date('2028-02-29T12:30:45.678Z');
    try {
      const key = await created('leap');
      expect(key).toMatchObject({ NotBefore: '2028-02-29T12:30:45Z', NotAfter: '2033-02-28T12:30:45Z' });
      const { body } = await kms(server.root, 'GetClientKey', { ClientKeyId: key.ClientKeyId }, { date: clock });
      expect(body).toMatchObject({ CreateTime: '2028-02-29T12:30:45Z', NotAfter: '2033-02-28T12:30:45Z' });
    } finally {
      clock = undefined;
    }
  });

  test.each([
    ['a lone NotBefore', { NotBefore: later(0) }, invalid('NotAfter', 'must be given together with NotBefore')],
    ['a lone NotAfter', { NotAfter: later(DAY) }, invalid('NotBefore', 'must be given together with NotAfter')],
    [
      'an end at the start',
      { NotBefore: '2100-01-01T00:00:00Z', NotAfter: '2100-01-01T00:00:00Z' },
      invalid('NotAfter', 'must be later than NotBefore'),
    ],
    [
      'an end that has passed',
      { NotBefore: '2020-01-01T00:00:00Z', NotAfter: '2021-01-01T00:00:00Z' },
      invalid('NotAfter', 'must be later than now'),
    ],
    [
      'a start before 1970',
      { NotBefore: '1969-12-31T23:59:59Z', NotAfter: later(DAY) },
      invalid('NotBefore', 'lies before 1970'),
    ],
    [
      'a day that does not exist',
      { NotBefore: '2027-02-29T00:00:00Z', NotAfter: '2030-01-01T00:00:00Z' },
      invalid('NotBefore', 'must be a time of the form yyyy-MM-ddTHH:mm:ssZ'),
    ],
    [
      'a time with a fraction',
      { NotBefore: later(0), NotAfter: '2100-01-01T00:00:00.5Z' },
      invalid('NotAfter', 'must be a time of the form yyyy-MM-ddTHH:mm:ssZ'),
    ],
  ])('%s is refused', async (_what, parameters, answer) => {
    expect(await create({ AapName: 'validity', Password, ...parameters })).toEqual(answer);
  });
});

describe('passwords', () => {
  beforeAll(() => createAccessPoint('passwords'));
  const twoKinds = 'must mix at least two of digits, letters and special characters';

  test.each([
    ['no password', undefined, missing('Password')],
    ['an empty password', '', missing('Password')],
    ['7 characters', 'abc-123', invalid('Password', 'must be at least 8 characters long')],
    ['65 characters', 'a1'.repeat(32).concat('x'), invalid('Password', 'must be at most 64 characters long')],
    ['digits alone', '1234567890', invalid('Password', twoKinds)],
    ['letters alone, though of both cases', 'abcdEFGH', invalid('Password', twoKinds)],
    ['special characters alone', '~!@#$%^&*?_-', invalid('Password', twoKinds)],
    ['a blank', 'pass word 1', invalid('Password', 'holds characters that are not allowed')],
    ['a letter beyond ASCII', 'pässword1', invalid('Password', 'holds characters that are not allowed')],
    [
      'a special character that is not listed',
      'password+1',
      invalid('Password', 'holds characters that are not allowed'),
    ],
    ['a line end', 'password1\n', invalid('Password', 'holds characters that are not allowed')],
  ])('%s is refused', async (_what, password, answer) => {
    expect(await create({ AapName: 'passwords', Password: password })).toEqual(answer);
  });

  test.each(['1234567a', 'a~!@#$%^&*?_-', 'Zz09~!@#$%^&*?_-'.repeat(4)])(
    '%s opens what it encrypted',
    async password => {
      const key = await created('passwords', { Password: password });
      expect(openKeyFile(key.PrivateKeyData!, password)).toBeDefined();
    },
  );
});

describe('the access point', () => {
  test('has to be there, and to be of the same account', async () => {
    await createAccessPoint('mine');
    expect(await create({ AapName: 'nowhere', Password })).toEqual(notFound);
    expect(await create({ AapName: 'mine', Password }, server.otherAccount)).toEqual(notFound);
    expect(await create({ Password })).toEqual(missing('AapName'));
  });

  test.each(badNames('AapName'))('%s is refused as its name', async (_what, AapName, answer) => {
    expect(await create({ AapName, Password })).toEqual(answer);
  });

  const limit = error(
    'Rejected.LimitExceeded',
    'The request was rejected because user create resource limit was exceeded.',
  );

  test('has three client keys at most, and room again when one is deleted', async () => {
    await createAccessPoint('three');
    const [first] = [await created('three'), await created('three'), await created('three')];
    expect(await create({ AapName: 'three', Password })).toEqual(limit);
    await kmsOk(server.root, 'DeleteClientKey', { ClientKeyId: first?.ClientKeyId });
    await created('three');
    expect(await create({ AapName: 'three', Password })).toEqual(limit);
  });

  test('has three also when they are asked for at once', async () => {
    await createAccessPoint('at-once');
    const answers = await Promise.all(Array.from({ length: 6 }, () => create({ AapName: 'at-once', Password })));
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(3);
    expect(answers.filter(answer => answer.status !== 200)).toEqual([limit, limit, limit]);
    const { ClientKeys } = await kmsOk(server.root, 'ListClientKeys', { AapName: 'at-once' });
    expect(ClientKeys).toHaveLength(3);
  });
});

describe('secrets', () => {
  test('neither password nor private key is in the log, the audit records or the database', async () => {
    await createAccessPoint('secrets');
    const secretPassword = 'unGuessable~7261';
    const key = await created('secrets', { Password: secretPassword });
    await create({ AapName: 'secrets', Password: secretPassword, NotBefore: '2030-01-01T00:00:00Z' });
    await create({ AapName: 'nowhere', Password: secretPassword });
    // A mismatch shows its caller the string to sign, which with this signature holds every parameter.
    const wrongSecret = {
      endpoint: server.url,
      accessKeyId: server.rootAccessKey.AccessKeyId,
      accessKeySecret: 'wrong',
    };
    const mismatch = await new SignedClient(wrongSecret).call(
      '2016-01-20',
      'CreateClientKey',
      { AapName: 'secrets', Password: secretPassword },
      { signature: 'v1' },
    );
    expect(mismatch.body).toMatchObject({ Code: 'SignatureDoesNotMatch' });

    const { privateKey, certificates } = openKeyFile(key.PrivateKeyData!, secretPassword)!;
    const { d, p } = privateKey.export({ format: 'jwk' });
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const secrets = [secretPassword, key.PrivateKeyData!, pkcs8.slice(100, 140), d!, p!];
    const texts = [server.log, await server.auditText()];
    expect(texts.map(text => secrets.filter(secret => text.includes(secret)))).toEqual([[], []]);
    expect(texts[1]).toContain('"operation":"CreateClientKey"');

    const files = readdirSync(server.data).filter(name => name.startsWith('chancery.db'));
    const database = Buffer.concat(files.map(name => readFileSync(join(server.data, name))));
    const asBytes = [d!, p!].map(part => Buffer.from(part, 'base64url'));
    const stored = [...secrets, ...asBytes, Buffer.from(key.PrivateKeyData!, 'base64').subarray(0, 64)];
    expect(stored.filter(secret => database.includes(secret))).toEqual([]);
    // The search finds what is there.
    expect(database.includes(new X509Certificate(certificates[0]!).raw.subarray(-64))).toBe(true);
  });
});
