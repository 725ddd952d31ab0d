import { describe, expect, test } from 'vitest';
import { keyGeneration } from '../../../../src/crypto/thread-pool.js';
import { TAG_RULES } from '../../../../src/domain/tags.js';
import { openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  anIdentifier,
  aSerialNumber,
  cas,
  casOk,
  certificates,
  error,
  invalid,
  makeRoot,
  missing,
  names,
  notFound,
  ok,
} from '../cas-calls.js';
import { whileFull } from '../issuing/full-queue.js';
import { extensionNamesOf, extensionOf, subjectOf, textOf, validityOf, verifyChain } from '../openssl-reads.js';

const server = useTestServer();

const scratch = new Scratch();
const request = { ...names, CommonName: 'Test Root', CountryCode: 'CN', Algorithm: 'ECC_256', Years: 10 };
const create = (parameters: object, client = server.root) =>
  cas(client, 'CreateRootCACertificate', { ...request, ...parameters });
const describeCa = async (Identifier: string, client = server.root) =>
  (await casOk(client, 'DescribeCACertificate', { Identifier })).Certificate as Record<string, unknown>;

test('the answer holds identifier, certificate and a chain of the root alone', async () => {
  const answer = await create({});
  expect(answer).toEqual(
    ok({ Identifier: anIdentifier, Certificate: certificates(1), CertificateChain: certificates(1) }),
  );
  expect(answer.body.CertificateChain).toBe(answer.body.Certificate);
});

test('the certificate is a self-signed CA for calendar years', async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const { Certificate, Identifier } = await makeRoot(server.root);
  const { notBefore, notAfter } = validityOf(Certificate);
  expect(notBefore).toBeGreaterThanOrEqual(before);
  expect(notBefore).toBeLessThanOrEqual(Date.now());
  expect(new Date(notAfter).toISOString().slice(4)).toBe(new Date(notBefore).toISOString().slice(4));
  expect(new Date(notAfter).getUTCFullYear()).toBe(new Date(notBefore).getUTCFullYear() + 10);

  expect(subjectOf(Certificate)).toBe('C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=Test Root');
  expect(extensionNamesOf(Certificate)).toEqual(['Basic Constraints', 'Key Usage', 'Subject Key Identifier']);
  expect(extensionOf(Certificate, 'Basic Constraints')).toBe('critical CA:TRUE');
  expect(extensionOf(Certificate, 'Key Usage')).toBe('critical Certificate Sign, CRL Sign');
  expect(textOf(Certificate)).toContain('Version: 3');
  verifyChain(scratch, [Certificate]);

  const shown = await describeCa(Identifier);
  expect(shown).toMatchObject({ CertificateType: 'ROOT', Status: 'ISSUE', Years: 10, SerialNumber: aSerialNumber });
  const serial = openssl(['x509', '-noout', '-serial'], Certificate).trim().replace('serial=', '').toLowerCase();
  expect(shown.SerialNumber).toBe(serial);
});

test('without an algorithm the key is RSA_2048', async () => {
  const { Identifier } = await makeRoot(server.root, { Algorithm: undefined });
  expect(await describeCa(Identifier)).toMatchObject({ FullAlgorithm: 'RSA_2048', KeySize: 2048 });
});

test('a country in lower case is kept, and none stays none', async () => {
  expect(subjectOf((await makeRoot(server.root, { CountryCode: 'cn' })).Certificate)).toMatch(/^C=cn,/);
  const { Certificate, Identifier } = await makeRoot(server.root, { CountryCode: undefined });
  expect(subjectOf(Certificate)).toMatch(/^ST=Zhejiang,/);
  expect(await describeCa(Identifier)).not.toHaveProperty('CountryCode');
});

test('names may be of any script and hold what separates names elsewhere', async () => {
  const { Certificate, Identifier } = await makeRoot(server.root, {
    CommonName: '示例根证书',
    Organization: 'A+B, "C" Ltd',
  });
  expect(subjectOf(Certificate)).toContain('CN=示例根证书');
  expect(await describeCa(Identifier)).toMatchObject({
    CommonName: '示例根证书',
    Organization: 'A+B, "C" Ltd',
    SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=A\\+B\\, \\"C\\" Ltd,OU=Security,CN=示例根证书',
  });
});

describe('parameters', () => {
  test.each(['CommonName', 'Organization', 'OrganizationUnit', 'Locality', 'State', 'Years'])(
    '%s is needed',
    async name => {
      expect(await create({ [name]: undefined })).toEqual(missing(name));
      expect(await create({ [name]: '' })).toEqual(missing(name));
    },
  );

  const characters = 'holds characters that are not allowed';
  test.each([
    ['CommonName', 'x'.repeat(65), 'must be at most 64 characters long'],
    ['CommonName', 'a\nb', characters],
    ['CommonName', 'a\u0000b', characters],
    ['CommonName', '   ', characters],
    ['Organization', '\u3000', characters],
    ['OrganizationUnit', 'x'.repeat(65), 'must be at most 64 characters long'],
    ['Locality', 'x'.repeat(129), 'must be at most 128 characters long'],
    ['State', '\uFEFF', characters],
    ['CountryCode', 'CHN', characters],
    ['CountryCode', 'C1', characters],
    ['Years', 0, 'must be at least 1'],
    ['Years', 101, 'must be at most 100'],
    ['Years', '1.5', 'must be a whole number'],
    ['Algorithm', 'RSA_3072', 'must be one of RSA_1024, RSA_2048, RSA_4096, ECC_256, ECC_384, ECC_512, SM2_256'],
    ['ResourceGroupId', 'a b', characters],
    ['ClientToken', 'x'.repeat(65), 'must be at most 64 characters long'],
    ['ClientToken', 'ü', characters],
  ])('%s = %j is refused', async (name, value, rule) => {
    expect(await create({ [name]: value })).toEqual(invalid(name, rule));
  });

  test('64 characters beyond the basic plane are 64 characters', async () => {
    const CommonName = '𠀀'.repeat(64);
    const { Identifier } = await makeRoot(server.root, { CommonName });
    expect(await describeCa(Identifier)).toMatchObject({ CommonName });
  });

  test('they travel in the query, in a form and with the old signature alike', async () => {
    for (const options of [
      { place: 'form' },
      { signature: 'v1', method: 'GET' },
      { signature: 'v1', place: 'form' },
    ] as const) {
      expect(await cas(server.root, 'CreateRootCACertificate', request, options)).toMatchObject({ status: 200 });
    }
  });
});

describe('tags and resource group', () => {
  test('are kept', async () => {
    const Tags = [{ Key: 'runtime', Value: 'production' }, { Key: 'empty' }, { Key: '键', Value: '值' }];
    const { Identifier } = await makeRoot(server.root, { Tags, ResourceGroupId: 'rg-test' });
    expect(await describeCa(Identifier)).toMatchObject({
      ResourceGroupId: 'rg-test',
      Tags: [
        { TagKey: 'empty', TagValue: '' },
        { TagKey: 'runtime', TagValue: 'production' },
        { TagKey: '键', TagValue: '值' },
      ],
    });
  });

  test('without a group it is in the default group of the account', async () => {
    const mine = await describeCa((await makeRoot(server.root)).Identifier);
    const theirs = await describeCa((await makeRoot(server.otherAccount)).Identifier, server.otherAccount);
    expect(mine.ResourceGroupId).toMatch(/^rg-acfm[0-9a-z]{11}$/);
    expect(theirs.ResourceGroupId).not.toBe(mine.ResourceGroupId);
    expect(mine.Tags).toEqual([]);
  });

  const badTags = error('InvalidParameter.Tags', `The specified parameter "Tags" is not valid: ${TAG_RULES}.`);
  test.each([
    ['a tag without a key', [{ Value: 'a' }], badTags],
    ['a key twice', [{ Key: 'a' }, { Key: 'a', Value: 'b' }], badTags],
    ['a long key', [{ Key: 'k'.repeat(129) }], invalid('Tags.1.Key', 'must be at most 128 characters long')],
    [
      'a long value',
      [{ Key: 'k', Value: 'v'.repeat(257) }],
      invalid('Tags.1.Value', 'must be at most 256 characters long'),
    ],
    ['a line feed', [{ Key: 'k', Value: 'a\nb' }], invalid('Tags.1.Value', 'holds characters that are not allowed')],
    [
      '101 tags',
      Array.from({ length: 101 }, (_, n) => ({ Key: `k${n}` })),
      invalid('Tags', 'must have at most 100 entries'),
    ],
  ])('%s: refused', async (_what, Tags, answer) => {
    expect(await create({ Tags })).toEqual(answer);
  });
});

describe('ClientToken', () => {
  test('the same token with the same parameters gives the first answer again', async () => {
    const first = await create({ ClientToken: 'token-1' });
    expect(await create({ ClientToken: 'token-1' })).toEqual(first);
    expect(await create({ ClientToken: 'token-2' })).not.toEqual(first);
    expect(await create({ ClientToken: 'token-1' }, server.otherAccount)).not.toEqual(first);
  });

  test('with other parameters it is refused', async () => {
    await create({ ClientToken: 'token-3' });
    expect(await create({ ClientToken: 'token-3', Years: 9 })).toEqual(
      error(
        'UpdateConflict',
        'The ClientToken was used before with other parameters. Use a new token for another request.',
        409,
      ),
    );
  });
});

test('when a caller waits for too many RSA keys it is told to try again; other keys are made, and keys of others', async () => {
  await whileFull(keyGeneration, server.accountId, async () => {
    expect(await create({ Algorithm: 'RSA_2048' })).toEqual(
      error(
        'Throttling.Api',
        'Too many key pairs or passwords are being worked on at the moment. Try again in a few seconds.',
      ),
    );
    const { headers } = await server.root.call('2020-06-30', 'CreateRootCACertificate', {
      ...request,
      Algorithm: 'RSA_2048',
    });
    expect(Number(headers['x-acs-retry-after'])).toBeGreaterThanOrEqual(1000);
    expect(await create({ Algorithm: 'ECC_256' })).toMatchObject({ status: 200 });
    expect(await create({ Algorithm: 'RSA_2048' }, server.otherAccount)).toMatchObject({ status: 200 });
  });
});

test('it exists for its account only', async () => {
  const { Identifier } = await makeRoot(server.root);
  expect(await cas(server.otherAccount, 'DescribeCACertificate', { Identifier })).toEqual(notFound);
});

test('a policy for one resource group lets its user create there and nowhere else', async () => {
  const user = await server.user('group-creator', {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:CreateRootCACertificate',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-team' } },
      },
    ],
  });
  expect(await create({ ResourceGroupId: 'rg-team' }, user)).toMatchObject({ status: 200 });
  expect(await create({ ResourceGroupId: 'rg-else' }, user)).toMatchObject({ status: 403 });
  expect(await create({}, user)).toMatchObject({ status: 403 });
});
