import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, error, issueClient, missing, notFound, ok } from '../cas-calls.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { sub } = useIssuingCa(server);

const upload = (Ids: string | undefined, client = server.root) => cas(client, 'UploadPcaCertToCas', { Ids });
const shown = async (Identifier: string) =>
  (await casOk(server.root, 'DescribeClientCertificate', { Identifier })).Certificate as {
    Id: number;
    UploadFlag: number;
  };
const issued = async () => {
  const { Identifier } = await issueClient(server.root, sub);
  return { Identifier, Id: (await shown(Identifier)).Id };
};

test('by Id and by Identifier, also mixed, twice, and again', async () => {
  const [one, two, other] = [await issued(), await issued(), await issued()];
  expect(await upload(`${one.Id}, ${two.Identifier},${one.Identifier}`)).toEqual(ok());
  expect((await shown(one.Identifier)).UploadFlag).toBe(1);
  expect((await shown(two.Identifier)).UploadFlag).toBe(1);
  expect((await shown(other.Identifier)).UploadFlag).toBe(0);
  expect(await upload(String(one.Id))).toEqual(ok());
});

describe('refused, and then nothing is marked', () => {
  test('with one that is not there', async () => {
    const one = await issued();
    for (const absent of ['999999999', '1ed4068c-6f1b-6deb-8e32-3f8439a851cb', sub.Identifier]) {
      expect(await upload(`${one.Id},${absent}`)).toEqual(notFound);
    }
    expect((await shown(one.Identifier)).UploadFlag).toBe(0);
  });

  test("another account's", async () => {
    const one = await issued();
    expect(await upload(String(one.Id), server.otherAccount)).toEqual(notFound);
    expect(await upload(one.Identifier, server.otherAccount)).toEqual(notFound);
    expect((await shown(one.Identifier)).UploadFlag).toBe(0);
  });

  test('nothing', async () => {
    expect(await upload(undefined)).toEqual(missing('Ids'));
    expect(await upload(',')).toEqual(
      error('InvalidParameter.Ids', 'The specified parameter "Ids" is not valid: it holds no value, or more than 100.'),
    );
  });
});

test('a policy for one resource group marks what is in it, by Id too', async () => {
  const user = await server.user('uploader', {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:UploadPcaCertToCas',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-team' } },
      },
    ],
  });
  const { Identifier } = await issueClient(server.root, sub, { ResourceGroupId: 'rg-team' });
  const { Id } = await shown(Identifier);
  const other = await issued();
  expect(await upload(String(Id), user)).toEqual(ok());
  expect(await upload(`${Id},${other.Id}`, user)).toMatchObject({ status: 403 });
  expect(await upload('999999999', user)).toMatchObject({ status: 403 });
});
