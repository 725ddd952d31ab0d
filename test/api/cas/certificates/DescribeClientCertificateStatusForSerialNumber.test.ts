import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, error, issueClient, makeSub, missing, ok } from '../cas-calls.js';
import { serialNumberOf } from '../openssl-reads.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { root, sub } = useIssuingCa(server);

const ask = (SerialNumber: string | undefined, client = server.root) =>
  cas(client, 'DescribeClientCertificateStatusForSerialNumber', { SerialNumber });
const at = new Date('2026-02-01T00:00:00.789Z');

test('tells of several, in whatever form they are written', async () => {
  const [good, bad] = [await issueClient(server.root, sub), await issueClient(server.root, sub)];
  await revoke(server, bad.Identifier, at);
  const written = (bad.SerialNumber.toUpperCase().match(/../g) ?? []).join(':');
  expect(await ask(`${written}, 00${good.SerialNumber},0ABC`)).toEqual(
    ok({
      CertificateStatus: [
        { SerialNumber: bad.SerialNumber, Status: 'revoked', RevokeTime: at.getTime() },
        { SerialNumber: good.SerialNumber, Status: 'good' },
        { SerialNumber: '0abc', Status: 'unknown' },
      ],
    }),
  );
});

test('below a revoked CA it is revoked', async () => {
  const lower = await makeSub(server.root, root);
  const { SerialNumber } = await issueClient(server.root, lower);
  await revoke(server, lower.Identifier, at);
  expect((await ask(SerialNumber)).body.CertificateStatus).toEqual([
    { SerialNumber, Status: 'revoked', RevokeTime: at.getTime() },
  ]);
});

test("another account's numbers are unknown", async () => {
  const { SerialNumber } = await issueClient(server.root, sub);
  expect(await ask(SerialNumber, server.otherAccount)).toEqual(
    ok({ CertificateStatus: [{ SerialNumber, Status: 'unknown' }] }),
  );
});

test('a revoked CA is told, one that stands is unknown: the question is about certificates', async () => {
  const lower = await makeSub(server.root, root);
  const SerialNumber = serialNumberOf(lower.Certificate);
  expect((await ask(SerialNumber)).body.CertificateStatus).toMatchObject([{ Status: 'unknown' }]);
  await revoke(server, lower.Identifier, at);
  expect((await ask(SerialNumber)).body.CertificateStatus).toMatchObject([{ Status: 'revoked' }]);
});

describe('refused', () => {
  const invalid = error(
    'InvalidParameter.SerialNumber',
    'The specified parameter "SerialNumber" is not valid: it holds no value, or more than 100, or one that is not a serial number in hexadecimal.',
  );

  test('nothing', async () => {
    expect(await ask(undefined)).toEqual(missing('SerialNumber'));
  });

  test.each([
    ' ,',
    'xyz',
    '0',
    `${'ab'.repeat(21)}`,
    'ab,cd;ef',
    Array.from({ length: 101 }, (_, i) => (i + 1).toString(16)).join(),
  ])('%s', async numbers => {
    expect(await ask(numbers)).toEqual(invalid);
  });
});
