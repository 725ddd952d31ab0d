import { describe, expect, test } from 'vitest';
import { Scratch } from '../../../strangers/commands.js';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  cas,
  casOk,
  error,
  invalid,
  issueClient,
  makeRoot,
  makeSub,
  missing,
  names,
  notFound,
  ok,
} from '../cas-calls.js';
import { revokedSerialNumbers, serialNumberOf } from '../openssl-reads.js';

const server = useTestServer({ environment: { CHANCERY_ROOT_CRL_DAYS: '7' } });
const root = useMade(() => makeRoot(server.root));

const scratch = new Scratch();
const update = (parameters: object, client = server.root) =>
  cas(client, 'UpdateCACertificateStatus', { ...parameters });
const notIssued = error('OperationDenied.StatusNotSupport', 'Only a CA whose status is ISSUE can be revoked.');
const notIssuing = error(
  'OperationDenied.StatusNotSupport',
  'The issuing CA or one above it is revoked. Only a CA whose status is ISSUE, below none that is revoked, can issue.',
);
const describeCa = async ({ Identifier }: { Identifier: string }) =>
  (await casOk(server.root, 'DescribeCACertificate', { Identifier })).Certificate as Record<string, unknown>;
const issue = ({ Identifier }: { Identifier: string }) =>
  cas(server.root, 'CreateClientCertificate', { ParentIdentifier: Identifier });

describe('a sub CA', () => {
  test('is revoked, issues nothing more, and stands on the CRL of the CA above', async () => {
    const sub = await makeSub(server.root, root, { EnableCrl: true });
    expect(await update({ Identifier: sub.Identifier, Status: 'REVOKE' })).toEqual(ok());
    expect(await describeCa(sub)).toMatchObject({ Status: 'REVOKE', CrlStatus: 'INACTIVE' });
    expect(await issue(sub)).toEqual(notIssuing);
    await expect.poll(() => revokedSerialNumbers(scratch, server, root)).toContain(serialNumberOf(sub.Certificate));
  });

  test('still has a CRL, with what was revoked below it before and after', async () => {
    const sub = await makeSub(server.root, root, { EnableCrl: true });
    const [before, after] = [await issueClient(server.root, sub), await issueClient(server.root, sub)];
    await casOk(server.root, 'CreateRevokeClientCertificate', { Identifier: before.Identifier });
    await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: sub.Identifier });
    await casOk(server.root, 'CreateRevokeClientCertificate', { Identifier: after.Identifier });
    const both = [before.SerialNumber, after.SerialNumber].sort();
    await expect.poll(async () => (await revokedSerialNumbers(scratch, server, sub)).sort()).toEqual(both);
  });
});

test('below a revoked CA the status stays, and nothing is issued', async () => {
  const upper = await makeSub(server.root, root, { PathLenConstraint: 2 });
  const middle = await makeSub(server.root, upper, { PathLenConstraint: 1 });
  const lower = await makeSub(server.root, middle);
  await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: upper.Identifier });
  expect(await describeCa(lower)).toMatchObject({ Status: 'ISSUE' });
  expect(await issue(lower)).toEqual(notIssuing);
  const sub = { ...names, ParentIdentifier: middle.Identifier, CommonName: 'x', Algorithm: 'ECC_256', Years: 1 };
  expect(await cas(server.root, 'CreateSubCACertificate', sub)).toEqual(notIssuing);
  expect(await update({ Identifier: lower.Identifier })).toEqual(ok());
});

describe('twice', () => {
  test('is refused', async () => {
    const { Identifier } = await makeRoot(server.root);
    expect(await update({ Identifier })).toEqual(ok());
    expect(await update({ Identifier })).toEqual(notIssued);
  });

  test('with one ClientToken is once', async () => {
    const { Identifier } = await makeRoot(server.root);
    expect(await update({ Identifier, ClientToken: 'once' })).toEqual(ok());
    expect(await update({ Identifier, ClientToken: 'once' })).toEqual(ok());
    expect(await update({ Identifier: root.Identifier, ClientToken: 'once' })).toMatchObject({
      status: 409,
      body: { Code: 'UpdateConflict' },
    });
    expect(await describeCa(root)).toMatchObject({ Status: 'ISSUE' });
  });
});

describe('refused', () => {
  test('without a CA', async () => {
    expect(await update({})).toEqual(missing('Identifier'));
    expect(await update({ Identifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' })).toEqual(notFound);
  });

  test("another account's CA", async () => {
    expect(await update({ Identifier: root.Identifier }, server.otherAccount)).toEqual(notFound);
    expect(await describeCa(root)).toMatchObject({ Status: 'ISSUE' });
  });

  test('a client certificate', async () => {
    const { Identifier } = await issueClient(server.root, await makeSub(server.root, root));
    expect(await update({ Identifier })).toEqual(
      error(
        'OperationDenied.TypeNotSupport',
        'This is a client or server certificate. Call CreateRevokeClientCertificate to revoke it.',
      ),
    );
  });

  test.each(['ISSUE', 'revoke', 'FORBIDDEN'])('any status but REVOKE: %s', async Status => {
    expect(await update({ Identifier: root.Identifier, Status })).toEqual(invalid('Status', 'must be one of REVOKE'));
  });
});
