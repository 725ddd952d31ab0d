import { describe, expect, test } from 'vitest';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, error, issueClient, makeRoot, makeSub, missing, notFound, ok } from '../cas-calls.js';
import { revokedSerialNumbers, serialNumberOf } from '../openssl-reads.js';
import { useIssuingCa } from '../use-issuing-ca.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date(), environment: { CHANCERY_ROOT_CRL_DAYS: '7' } });
const { root, sub } = useIssuingCa(server, { sub: { EnableCrl: true } });

const scratch = new Scratch();
const remove = (Identifier: string | undefined, client = server.root) =>
  cas(client, 'DeleteClientCertificate', { Identifier });
const revoke = (Identifier: string) => casOk(server.root, 'CreateRevokeClientCertificate', { Identifier });
const revokeCa = (Identifier: string) => casOk(server.root, 'UpdateCACertificateStatus', { Identifier });
const describeCertificate = (Identifier: string) => cas(server.root, 'DescribeClientCertificate', { Identifier });
const describeCa = (Identifier: string) => cas(server.root, 'DescribeCACertificate', { Identifier });
const isProtected = error(
  'InvalidStatus.DeleteProtection',
  'A certificate can be deleted when its status is REVOKE, and a CA when every CA and certificate that it issued is revoked or has expired.',
);

describe('a certificate', () => {
  test('that is revoked is gone, with its key and tags, and stays on the CRL', async () => {
    const tags = { Tags: [{ Key: 'a', Value: 'b' }] };
    const { Identifier, SerialNumber } = await issueClient(server.root, sub, tags);
    await revoke(Identifier);
    expect(await remove(Identifier)).toEqual(ok());
    expect(await describeCertificate(Identifier)).toEqual(notFound);
    expect(await cas(server.root, 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'p' })).toEqual(
      notFound,
    );
    const kept = await server.running.store.db.selectFrom('ca_tags').selectAll().where('id', '=', Identifier).execute();
    expect(kept).toEqual([]);
    await expect.poll(() => revokedSerialNumbers(scratch, server, sub)).toContain(SerialNumber);
    const status = await casOk(server.root, 'DescribeClientCertificateStatusForSerialNumber', { SerialNumber });
    expect(status).toEqual({
      CertificateStatus: [{ SerialNumber, Status: 'revoked', RevokeTime: expect.any(Number) }],
    });
  });

  test('that is not revoked stays', async () => {
    const { Identifier } = await issueClient(server.root, sub);
    expect(await remove(Identifier)).toEqual(isProtected);
    expect(await describeCertificate(Identifier)).toMatchObject({ status: 200 });
  });

  test('twice is not there any more', async () => {
    const { Identifier } = await issueClient(server.root, sub);
    await revoke(Identifier);
    const answers = await Promise.all([remove(Identifier), remove(Identifier), remove(Identifier)]);
    expect(answers.filter(({ status }) => status === 200)).toEqual([ok()]);
    expect(await remove(Identifier)).toEqual(notFound);
  });

  test('leaves its CustomIdentifier to another', async () => {
    const { Identifier } = await issueClient(server.root, sub, { CustomIdentifier: 'free-again' });
    await revoke(Identifier);
    const taken = { ParentIdentifier: sub.Identifier, CustomIdentifier: 'free-again' };
    expect(await cas(server.root, 'CreateClientCertificate', taken)).toMatchObject({ status: 400 });
    await remove(Identifier);
    expect(await cas(server.root, 'CreateClientCertificate', taken)).toMatchObject({ status: 200 });
  });
});

describe('a CA', () => {
  test('that has issued nothing is gone at once, as Terraform deletes it', async () => {
    const own = await makeRoot(server.root);
    const below = await makeSub(server.root, own);
    expect(await remove(below.Identifier)).toEqual(ok());
    expect(await describeCa(below.Identifier)).toEqual(notFound);
    expect(await remove(own.Identifier)).toEqual(ok());
    expect(await describeCa(own.Identifier)).toEqual(notFound);
    expect(await remove(own.Identifier)).toEqual(notFound);
    expect((await fetch(`${server.url}/ca/${own.Identifier}.crt`)).status).toBe(404);
    expect(await cas(server.root, 'ListCACertificateLog', { Identifier: own.Identifier })).toEqual(notFound);
  });

  test('issues nothing afterwards, although the server has just issued from it', async () => {
    const below = await makeSub(server.root, root);
    const { Identifier } = await issueClient(server.root, below);
    await revoke(Identifier);
    await remove(below.Identifier);
    expect(await cas(server.root, 'CreateClientCertificate', { ParentIdentifier: below.Identifier })).toEqual(notFound);
  });

  test('that was not revoked is put on the CRL of the CA above', async () => {
    const below = await makeSub(server.root, root);
    await remove(below.Identifier);
    await expect.poll(() => revokedSerialNumbers(scratch, server, root)).toContain(serialNumberOf(below.Certificate));
  });

  test('that was revoked is on it once', async () => {
    const below = await makeSub(server.root, root);
    await revokeCa(below.Identifier);
    expect(await remove(below.Identifier)).toEqual(ok());
    const own = serialNumberOf(below.Certificate);
    await expect
      .poll(async () => (await revokedSerialNumbers(scratch, server, root)).filter(it => it === own))
      .toEqual([own]);
  });

  test('with a CA below that stands is kept, revoked or not', async () => {
    const own = await makeRoot(server.root);
    const below = await makeSub(server.root, own);
    expect(await remove(own.Identifier)).toEqual(isProtected);
    await revokeCa(own.Identifier);
    expect(await remove(own.Identifier)).toEqual(isProtected);
    await revokeCa(below.Identifier);
    expect(await remove(own.Identifier)).toEqual(ok());
    expect(await describeCa(below.Identifier)).toMatchObject({ status: 200 });
  });

  test('with a certificate that is good is kept, until it is revoked or has expired', async () => {
    const below = await makeSub(server.root, root);
    const [one, other] = [
      await issueClient(server.root, below, { Days: 1 }),
      await issueClient(server.root, below, { Days: 2 }),
    ];
    expect(await remove(below.Identifier)).toEqual(isProtected);
    await revoke(other.Identifier);
    expect(await remove(below.Identifier)).toEqual(isProtected);
    clock = new Date(Date.now() + 86_400_000 + 60_000);
    try {
      const later = { date: clock };
      expect(await cas(server.root, 'DeleteClientCertificate', { Identifier: below.Identifier }, later)).toEqual(ok());
      // Nobody can tell any more what became of it, and it is not called good.
      const asked = { Identifier: `${one.Identifier},${other.Identifier}` };
      expect((await cas(server.root, 'DescribeClientCertificateStatus', asked, later)).body.CertificateStatus).toEqual([
        { SerialNumber: one.SerialNumber, Status: 'unknown' },
        { SerialNumber: other.SerialNumber, Status: 'revoked', RevokeTime: expect.any(Number) },
      ]);
    } finally {
      clock = undefined;
    }
  });
});

test('a deletion and issuing at once: nothing good is left below a CA that is gone', async () => {
  const below = await makeSub(server.root, root);
  const issue = () => cas(server.root, 'CreateClientCertificate', { ParentIdentifier: below.Identifier });
  const [removed, ...issued] = await Promise.all([remove(below.Identifier), ...Array.from({ length: 8 }, issue)]);
  const good = issued.filter(({ status }) => status === 200);
  if (removed?.status === 200) expect(good).toEqual([]);
  else expect(removed).toEqual(isProtected);
});

describe('refused', () => {
  test('without anything, or something unknown', async () => {
    expect(await remove(undefined)).toEqual(missing('Identifier'));
    expect(await remove('1ed4068c-6f1b-6deb-8e32-3f8439a851cb')).toEqual(notFound);
  });

  test("another account's certificate and CA", async () => {
    const { Identifier } = await issueClient(server.root, sub);
    await revoke(Identifier);
    expect(await remove(Identifier, server.otherAccount)).toEqual(notFound);
    expect(await remove(sub.Identifier, server.otherAccount)).toEqual(notFound);
    expect(await describeCertificate(Identifier)).toMatchObject({ status: 200 });
    expect(await describeCa(sub.Identifier)).toMatchObject({ status: 200 });
  });
});

test('a policy for one resource group deletes what is in it, certificates and CAs', async () => {
  const user = await server.user('remover', {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:DeleteClientCertificate',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-team' } },
      },
    ],
  });
  const mine = await makeRoot(server.root, { ResourceGroupId: 'rg-team' });
  const other = await makeRoot(server.root);
  const inGroup = await issueClient(server.root, sub, { ResourceGroupId: 'rg-team' });
  await revoke(inGroup.Identifier);
  expect(await remove(inGroup.Identifier, user)).toEqual(ok());
  expect(await remove(mine.Identifier, user)).toEqual(ok());
  expect(await remove(other.Identifier, user)).toMatchObject({ status: 403 });
});
