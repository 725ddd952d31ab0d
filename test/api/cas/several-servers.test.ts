/** Two servers on one database: what one of them revokes or deletes, the other issues nothing from, whatever it remembers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPostgresDatabase, postgresMissing, type TestDatabase } from '../../postgres.js';
import { startTestServer, type TestServer } from '../../server.js';
import { cas, casOk, issueClient, type MadeAuthority, makeRoot, makeSub, names, notFound } from './cas-calls.js';

describe.skipIf(postgresMissing)(`two servers${postgresMissing ? ` (${postgresMissing})` : ''}`, () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let root: MadeAuthority;
  beforeAll(async () => {
    database = await newPostgresDatabase();
    one = await startTestServer({ store: database.url });
    other = await startTestServer({ store: database.url, data: one.data });
    root = await makeRoot(one.root);
  });
  afterAll(async () => {
    await other.close({ keepData: true });
    await one.close();
    await database.remove();
  });

  /** A CA that both servers have just issued from, so that both have it in memory. */
  async function known(parameters: object = {}): Promise<MadeAuthority> {
    const sub = await makeSub(one.root, root, { PathLenConstraint: 2, ...parameters });
    for (const server of [one, other]) {
      const { Identifier } = await issueClient(server.root, sub);
      await casOk(server.root, 'CreateRevokeClientCertificate', { Identifier });
    }
    return sub;
  }
  const issue = (server: TestServer, { Identifier }: MadeAuthority) =>
    cas(server.root, 'CreateClientCertificate', { ParentIdentifier: Identifier });
  const issueSub = (server: TestServer, { Identifier }: MadeAuthority) =>
    cas(server.root, 'CreateSubCACertificate', {
      ...names,
      ParentIdentifier: Identifier,
      CommonName: 'x',
      Algorithm: 'ECC_256',
      Years: 1,
    });
  const notIssuing = { status: 400, body: { Code: 'OperationDenied.StatusNotSupport' } };

  test('a CA that was revoked through the one issues nothing through the other', async () => {
    const sub = await known();
    await casOk(one.root, 'UpdateCACertificateStatus', { Identifier: sub.Identifier });
    expect(await issue(other, sub)).toMatchObject(notIssuing);
    expect(await issueSub(other, sub)).toMatchObject(notIssuing);
  });

  test('neither does one below it', async () => {
    const upper = await known();
    const lower = await makeSub(other.root, upper);
    expect(await issue(one, lower)).toMatchObject({ status: 200 });
    await casOk(other.root, 'UpdateCACertificateStatus', { Identifier: upper.Identifier });
    expect(await issue(one, lower)).toMatchObject(notIssuing);
  });

  test('a CA that was deleted through the one is gone for the other', async () => {
    const sub = await known();
    await casOk(one.root, 'DeleteClientCertificate', { Identifier: sub.Identifier });
    expect(await issue(other, sub)).toEqual(notFound);
    expect(await issueSub(other, sub)).toEqual(notFound);
    expect(await cas(other.root, 'DescribeCACertificate', { Identifier: sub.Identifier })).toEqual(notFound);
    expect((await fetch(`${other.url}/ca/${sub.Identifier}.crt`)).status).toBe(404);
  });

  test('a revocation and issuing through both at once: what was issued was issued before', async () => {
    const sub = await known();
    const issuing = () => [one, other].map(server => issue(server, sub));
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, issuing).flat(),
      cas(one.root, 'UpdateCACertificateStatus', { Identifier: sub.Identifier }),
      ...Array.from({ length: 8 }, issuing).flat(),
    ]);
    for (const { status, body } of answers) if (status !== 200) expect(body.Code).toBe(notIssuing.body.Code);
    expect(await issue(one, sub)).toMatchObject(notIssuing);
    const { Certificate } = await casOk(other.root, 'DescribeCACertificate', { Identifier: sub.Identifier });
    const issued = answers.filter(({ status, body }) => status === 200 && body.Identifier !== undefined).length;
    expect((Certificate as { CertIssuedCount: number }).CertIssuedCount).toBe(issued + 2);
  });

  test('a certificate is revoked once, through whichever', async () => {
    const sub = await known();
    const { Identifier } = await issueClient(one.root, sub);
    const answers = await Promise.all(
      [one, other, one, other].map(server => cas(server.root, 'CreateRevokeClientCertificate', { Identifier })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200)).toMatchObject(Array(3).fill(notIssuing));
  });
});
