/** `ClientToken` on both databases: wire/cas.md section 6.10. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPostgresDatabase, postgresMissing, type TestDatabase } from '../../../postgres.js';
import { startTestServer, type TestServer } from '../../../server.js';
import type { CallParameters, SignedClient } from '../../../signed-client.js';
import { cas, casOk, type MadeAuthority, makeRoot, makeSub, names, ok } from '../cas-calls.js';

const DAY_MS = 86_400_000;
const reused = {
  status: 409,
  body: {
    Code: 'UpdateConflict',
    Message: 'The ClientToken was used before with other parameters. Use a new token for another request.',
  },
};

describe('on SQLite', () => declareSuite());
describe.skipIf(postgresMissing)(`on PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`, () =>
  declareSuite(newPostgresDatabase),
);

function declareSuite(newDatabase?: () => Promise<TestDatabase>): void {
  let database: TestDatabase | undefined;
  let server: TestServer;
  let root: MadeAuthority;
  let sub: MadeAuthority;
  let clock: Date | undefined;
  const start = (data?: string) =>
    startTestServer({
      now: () => clock ?? new Date(),
      ...(data && { data }),
      ...(database && { store: database.url }),
    });
  beforeAll(async () => {
    database = await newDatabase?.();
    server = await start();
    root = await makeRoot(server.root);
    sub = await makeSub(server.root, root);
  });
  afterAll(async () => {
    await server.close();
    await database?.remove();
  });

  const call = (action: string, parameters: CallParameters, client: SignedClient = server.root) =>
    cas(client, action, parameters, { date: clock });
  const ca = { ...names, CommonName: 'x', Algorithm: 'ECC_256', Years: 1 };
  const total = async () => (await casOk(server.root, 'DescribeCACertificateCount')).TotalCount as number;
  const issued = async () => {
    const { Certificate } = await casOk(server.root, 'DescribeCACertificate', { Identifier: sub.Identifier });
    return (Certificate as { CertIssuedCount: number }).CertIssuedCount;
  };

  const operations: readonly (readonly [string, () => Promise<CallParameters>])[] = [
    ['CreateRootCACertificate', async () => ca],
    ['CreateSubCACertificate', async () => ({ ...ca, ParentIdentifier: root.Identifier })],
    ['CreateClientCertificate', async () => ({ ParentIdentifier: sub.Identifier, Immediately: 2 })],
    ['UpdatePcaCertificate', async () => ({ Identifier: (await makeRoot(server.root)).Identifier, AliasName: 'x' })],
    ['UpdateCACertificateStatus', async () => ({ Identifier: (await makeRoot(server.root)).Identifier })],
  ];

  describe.each(operations)('%s', (action, parametersOf) => {
    test('again with the same parameters is answered the same, whatever the order of the parameters', async () => {
      const parameters = { ...(await parametersOf()), ClientToken: `again-${action}` };
      const first = await call(action, parameters);
      expect(first).toMatchObject({ status: 200 });
      const before = [await total(), await issued()];
      expect(await call(action, parameters)).toEqual(first);
      expect(await call(action, Object.fromEntries(Object.entries(parameters).reverse()))).toEqual(first);
      expect([await total(), await issued()]).toEqual(before);
    });

    test('several at once are one', async () => {
      const parameters = { ...(await parametersOf()), ClientToken: `at-once-${action}` };
      const before = (await total()) + (await issued());
      const answers = await Promise.all(Array.from({ length: 6 }, () => call(action, parameters)));
      expect(answers[0]).toMatchObject({ status: 200 });
      expect(answers).toEqual(Array(6).fill(answers[0]));
      expect((await total()) + (await issued()) - before).toBe(action.startsWith('Create') ? 1 : 0);
    });

    test('with other parameters is refused, and changes nothing', async () => {
      const parameters = { ...(await parametersOf()), ClientToken: `other-${action}` };
      const other = action.startsWith('Create')
        ? { ...parameters, CommonName: 'y' }
        : { ...parameters, Identifier: root.Identifier };
      const first = await call(action, parameters);
      const before = [await total(), await issued()];
      expect(await call(action, other)).toEqual(reused);
      expect([await total(), await issued()]).toEqual(before);
      expect(await call(action, parameters)).toEqual(first);
    });

    test('is remembered over a restart', async () => {
      const parameters = { ...(await parametersOf()), ClientToken: `restart-${action}` };
      const first = await call(action, parameters);
      await server.close({ keepData: true });
      server = await start(server.data);
      expect(await call(action, parameters)).toEqual(first);
    });
  });

  test('two at once with other parameters: one is made, the other refused', async () => {
    const parameters = { ParentIdentifier: sub.Identifier, ClientToken: 'race' };
    const before = await issued();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(CommonName => call('CreateClientCertificate', { ...parameters, CommonName })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200)).toEqual(Array(3).fill(reused));
    expect((await issued()) - before).toBe(1);
  });

  test('is forgotten after a day', async () => {
    const parameters = { ParentIdentifier: sub.Identifier, ClientToken: 'a-day' };
    const first = await call('CreateClientCertificate', parameters);
    const startMs = Date.now();
    try {
      clock = new Date(startMs + DAY_MS - 60_000);
      expect(await call('CreateClientCertificate', parameters)).toEqual(first);
      clock = new Date(startMs + DAY_MS + 60_000);
      const later = await call('CreateClientCertificate', { ...parameters, CommonName: 'later' });
      expect(later).toMatchObject({ status: 200 });
      expect(later.body.Identifier).not.toBe(first.body.Identifier);
      expect(await call('CreateClientCertificate', { ...parameters, CommonName: 'later' })).toEqual(later);
    } finally {
      clock = undefined;
    }
  });

  test('is of one principal and one operation', async () => {
    const parameters = { ...ca, ClientToken: 'mine' };
    const first = await call('CreateRootCACertificate', parameters);
    const theirs = await call('CreateRootCACertificate', { ...parameters, CommonName: 'y' }, server.otherAccount);
    expect(theirs).toMatchObject({ status: 200 });
    expect(theirs.body.Identifier).not.toBe(first.body.Identifier);
    const elsewhere = { ...parameters, ParentIdentifier: root.Identifier };
    expect(await call('CreateSubCACertificate', elsewhere)).toMatchObject({ status: 200 });

    const allowed = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'yundun-cert:CreateRootCACertificate', Resource: '*' }],
    };
    const users = [await server.user('token-user-1', allowed), await server.user('token-user-2', allowed)];
    const made = await Promise.all(users.map(user => call('CreateRootCACertificate', parameters, user)));
    const identifiers = [first, ...made].map(({ body }) => body.Identifier);
    expect(new Set(identifiers).size).toBe(3);
    const others = { ...parameters, CommonName: 'y' };
    expect(await call('CreateRootCACertificate', others, users[0])).toEqual(reused);
    expect(await call('CreateRootCACertificate', parameters, users[0])).toEqual(made[0]);
  });

  test('is not used up by a call that was refused', async () => {
    const ClientToken = 'refused';
    const wrong = { ...ca, ParentIdentifier: sub.Identifier, ClientToken };
    expect(await call('CreateSubCACertificate', wrong)).toMatchObject({ status: 400 });
    const right = { ...wrong, ParentIdentifier: root.Identifier };
    expect(await call('CreateSubCACertificate', right)).toMatchObject({ status: 200 });
  });

  test('gives its answer only to a caller that may call the operation', async () => {
    const parameters = { ...ca, ClientToken: 'allowed' };
    const first = await call('CreateRootCACertificate', parameters);
    const nobody = await server.user('nobody');
    expect(await call('CreateRootCACertificate', parameters, nobody)).toMatchObject({ status: 403 });
    const user = await server.user('somebody', {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'yundun-cert:CreateRootCACertificate', Resource: '*' }],
    });
    const own = await call('CreateRootCACertificate', parameters, user);
    expect(own).toMatchObject({ status: 200 });
    expect(await call('CreateRootCACertificate', parameters, user)).toEqual(own);
    expect(own.body.Identifier).not.toBe(first.body.Identifier);
  });

  test('a revocation that was repeated is one, and the next one with another token is refused', async () => {
    const { Identifier } = await makeRoot(server.root);
    const answers = await Promise.all([
      call('UpdateCACertificateStatus', { Identifier, ClientToken: 'revoke-1' }),
      call('UpdateCACertificateStatus', { Identifier, ClientToken: 'revoke-1' }),
    ]);
    expect(answers).toEqual([ok(), ok()]);
    expect(await call('UpdateCACertificateStatus', { Identifier, ClientToken: 'revoke-2' })).toMatchObject({
      body: { Code: 'OperationDenied.StatusNotSupport' },
    });
  });

  test('two servers on one database answer as one', async () => {
    if (!database) return;
    const second = await startTestServer({ store: database.url, data: server.data });
    const parameters = { ...ca, ClientToken: 'two-servers' };
    const answers = await Promise.all([
      call('CreateRootCACertificate', parameters),
      call('CreateRootCACertificate', parameters, second.root),
      call('CreateRootCACertificate', parameters),
      call('CreateRootCACertificate', parameters, second.root),
    ]);
    await second.close({ keepData: true });
    expect(answers[0]).toMatchObject({ status: 200 });
    expect(answers).toEqual(Array(4).fill(answers[0]));
  });
}
