import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, error, issueClient, makeSub, missing, ok } from '../cas-calls.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { root, sub } = useIssuingCa(server);

const ask = (Identifier: string | undefined, client = server.root) =>
  cas(client, 'DescribeClientCertificateStatus', { Identifier });
const [first, second, third] = [
  new Date('2026-02-01T00:00:00.789Z'),
  new Date('2026-02-02T00:00:00Z'),
  new Date('2026-02-03T00:00:00Z'),
];

test('tells of several in the order of the call, each once', async () => {
  const [good, bad] = [await issueClient(server.root, sub), await issueClient(server.root, sub)];
  await revoke(server, bad.Identifier, first);
  expect(await ask(` ${bad.Identifier},, ${good.Identifier},unknown,${bad.Identifier} `)).toEqual(
    ok({
      CertificateStatus: [
        { SerialNumber: bad.SerialNumber, Status: 'revoked', RevokeTime: first.getTime() },
        { SerialNumber: good.SerialNumber, Status: 'good' },
        { Status: 'unknown' },
      ],
    }),
  );
});

describe('below a revoked CA', () => {
  test('certificates are revoked since the CA was, and their own status stays', async () => {
    const upper = await makeSub(server.root, root, { PathLenConstraint: 1 });
    const lower = await makeSub(server.root, upper);
    const { Identifier, SerialNumber } = await issueClient(server.root, lower);
    await revoke(server, upper.Identifier, second);
    expect(await ask(Identifier)).toEqual(
      ok({ CertificateStatus: [{ SerialNumber, Status: 'revoked', RevokeTime: second.getTime() }] }),
    );
    const { Certificate } = await casOk(server.root, 'DescribeClientCertificate', { Identifier });
    expect(Certificate).toMatchObject({ Status: 'ISSUE' });
  });

  test.each([
    ['the certificate first', first, second, third, first],
    ['its CA first', second, first, third, first],
    ['the CA above first', third, second, first, first],
  ])('the first of several revocations counts: %s', async (_which, own, issuer, above, expected) => {
    const upper = await makeSub(server.root, root, { PathLenConstraint: 1 });
    const lower = await makeSub(server.root, upper);
    const { Identifier } = await issueClient(server.root, lower);
    await revoke(server, Identifier, own);
    await revoke(server, lower.Identifier, issuer);
    await revoke(server, upper.Identifier, above);
    expect((await ask(Identifier)).body.CertificateStatus).toMatchObject([{ RevokeTime: expected.getTime() }]);
  });
});

test("another account's certificates and CAs are unknown", async () => {
  const { Identifier } = await issueClient(server.root, sub);
  expect(await ask(Identifier, server.otherAccount)).toEqual(ok({ CertificateStatus: [{ Status: 'unknown' }] }));
  expect(await ask(sub.Identifier)).toEqual(ok({ CertificateStatus: [{ Status: 'unknown' }] }));
});

describe('refused', () => {
  const invalid = error(
    'InvalidParameter.Identifier',
    'The specified parameter "Identifier" is not valid: it holds no value, or more than 100.',
  );

  test('nothing, and only commas', async () => {
    expect(await ask(undefined)).toEqual(missing('Identifier'));
    expect(await ask(' , ,')).toEqual(invalid);
  });

  test('more than a hundred', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `c-${i}`).join();
    expect((await ask(many(100))).body.CertificateStatus).toHaveLength(100);
    expect(await ask(many(101))).toEqual(invalid);
  });
});

test('a policy for one resource group tells of what is in it, and of nothing together with what is not', async () => {
  const user = await server.user('asker', {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'yundun-cert:DescribeClientCertificateStatus',
          'yundun-cert:DescribeClientCertificateStatusForSerialNumber',
        ],
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-team' } },
      },
    ],
  });
  const inGroup = await issueClient(server.root, sub, { ResourceGroupId: 'rg-team' });
  const other = await issueClient(server.root, sub);
  expect(await ask(inGroup.Identifier, user)).toMatchObject({ status: 200 });
  expect(await ask(`${inGroup.Identifier},${other.Identifier}`, user)).toMatchObject({ status: 403 });
  const bySerialNumber = (SerialNumber: string) =>
    cas(user, 'DescribeClientCertificateStatusForSerialNumber', { SerialNumber });
  expect(await bySerialNumber(inGroup.SerialNumber)).toMatchObject({ status: 200 });
  expect(await bySerialNumber(`${inGroup.SerialNumber},${other.SerialNumber}`)).toMatchObject({ status: 403 });
});
