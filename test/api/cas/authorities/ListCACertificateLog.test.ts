import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, issueClient, makeRoot, makeSub, missing, notFound, ok } from '../cas-calls.js';

const server = useTestServer();

const log = (Identifier: string | undefined, client = server.root) =>
  cas(client, 'ListCACertificateLog', { Identifier });

test('tells that a CA was made and revoked, newest first, and not what it issued', async () => {
  const root = await makeRoot(server.root);
  const sub = await makeSub(server.root, root);
  await issueClient(server.root, sub);
  await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: sub.Identifier });
  const about = ({ Identifier }: { Identifier: string }, OpType: string, Content: string) => ({
    Identifier,
    OpType,
    Content,
    CreateTime: expect.any(Number),
  });
  const added = about(sub, 'ADD', 'add sub-root ca');
  expect(await log(sub.Identifier)).toEqual(
    ok({ LogList: [about(sub, 'UPDATE', 'update ca status to REVOKE'), added] }),
  );
  const answer = await log(root.Identifier);
  expect(answer).toEqual(ok({ LogList: [about(root, 'ADD', 'add root ca')] }));
  const [{ CreateTime = 0 } = {}] = answer.body.LogList as { CreateTime?: number }[];
  expect(Math.abs(CreateTime - Date.now())).toBeLessThan(600_000);
});

test("refused without a CA, for one that is not there, another account's, and a certificate", async () => {
  const sub = await makeSub(server.root, await makeRoot(server.root));
  const { Identifier } = await issueClient(server.root, sub);
  expect(await log(undefined)).toEqual(missing('Identifier'));
  expect(await log('1ed4068c-6f1b-6deb-8e32-3f8439a851cb')).toEqual(notFound);
  expect(await log(sub.Identifier, server.otherAccount)).toEqual(notFound);
  expect(await log(Identifier)).toEqual(notFound);
});
