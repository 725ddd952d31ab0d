import { describe, expect, test } from 'vitest';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, error, issueClient, missing, notFound, ok } from '../cas-calls.js';
import { revokedSerialNumbers } from '../openssl-reads.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { sub } = useIssuingCa(server, { sub: { EnableCrl: true } });

const scratch = new Scratch();
const revoke = (Identifier: string | undefined, client = server.root) =>
  cas(client, 'CreateRevokeClientCertificate', { Identifier });
const notIssued = error('OperationDenied.StatusNotSupport', 'Only a certificate whose status is ISSUE can be revoked.');
const statusOf = async (Identifier: string) => {
  const { Certificate } = await casOk(server.root, 'DescribeClientCertificate', { Identifier });
  return (Certificate as { Status: string }).Status;
};

test('the certificate is revoked, and the next CRL says so', async () => {
  const { Identifier, SerialNumber } = await issueClient(server.root, sub);
  expect(await revokedSerialNumbers(scratch, server, sub)).not.toContain(SerialNumber);
  expect(await revoke(Identifier)).toEqual(ok());
  expect(await statusOf(Identifier)).toBe('REVOKE');
  await expect.poll(() => revokedSerialNumbers(scratch, server, sub)).toContain(SerialNumber);
});

describe('twice', () => {
  test('is refused', async () => {
    const { Identifier } = await issueClient(server.root, sub);
    await revoke(Identifier);
    expect(await revoke(Identifier)).toEqual(notIssued);
  });

  test('at once, one of many is the one', async () => {
    const { Identifier } = await issueClient(server.root, sub);
    const answers = await Promise.all(Array.from({ length: 10 }, () => revoke(Identifier)));
    expect(answers.filter(({ status }) => status === 200)).toEqual([ok()]);
    expect(answers.filter(({ status }) => status !== 200)).toEqual(Array(9).fill(notIssued));
  });
});

test('the private key is still handed out', async () => {
  const { Identifier } = await issueClient(server.root, sub);
  await revoke(Identifier);
  const answer = await cas(server.root, 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'pass' });
  expect(answer).toMatchObject({ status: 200 });
});

describe('what cannot be revoked', () => {
  test.each(['1ed4068c-6f1b-6deb-8e32-3f8439a851cb', 'x'.repeat(64)])('%j', async Identifier => {
    expect(await revoke(Identifier)).toEqual(notFound);
  });

  test("another account's certificate stays good", async () => {
    const { Identifier } = await issueClient(server.root, sub);
    expect(await revoke(Identifier, server.otherAccount)).toEqual(notFound);
    expect(await statusOf(Identifier)).toBe('ISSUE');
  });

  test('a CA', async () => {
    expect(await revoke(sub.Identifier)).toEqual(
      error('OperationDenied.TypeNotSupport', 'This is a CA. Call UpdateCACertificateStatus to revoke it.'),
    );
    expect(await revoke(sub.Identifier, server.otherAccount)).toEqual(notFound);
  });

  test('nothing', async () => {
    expect(await revoke(undefined)).toEqual(missing('Identifier'));
  });
});

test('a policy for one resource group revokes what is in it', async () => {
  const user = await server.user('revoker', {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:CreateRevokeClientCertificate',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-team' } },
      },
    ],
  });
  const inGroup = await issueClient(server.root, sub, { ResourceGroupId: 'rg-team' });
  const other = await issueClient(server.root, sub);
  expect(await revoke(inGroup.Identifier, user)).toEqual(ok());
  expect(await revoke(other.Identifier, user)).toMatchObject({ status: 403 });
});
