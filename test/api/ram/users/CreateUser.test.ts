import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  badFormat,
  error,
  invalidCharacters,
  missing,
  namedAnswer,
  noUser,
  refused,
  tooLong,
  wrongUserNames,
} from '../calls.js';

const exists = error('EntityAlreadyExists.User', 'The user does already EXIST.', 409);

describe('CreateUser', () => {
  const server = useTestServer();

  test('answers the user it made', async () => {
    const asked = {
      UserName: 'Alice.B-c_1',
      DisplayName: 'Älice <b> "&',
      MobilePhone: '86-18600008888',
      Email: 'alice@example.com',
      Comments: 'two\nlines, 云',
    };
    const made = await answer(server.root, 'CreateUser', asked);
    expect(made).toEqual({
      User: {
        ...asked,
        UserId: expect.stringMatching(/^[1-9]\d{17}$/),
        CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
    const { User } = await answer(server.root, 'GetUser', { UserName: 'Alice.B-c_1' });
    expect(User).toMatchObject(made.User as object);
  });

  test('leaves empty what is not given', async () => {
    expect(await namedAnswer(server.root, 'CreateUser', { UserName: 'bare' })).toEqual({
      User: {
        UserId: 'user id',
        UserName: 'bare',
        DisplayName: '',
        MobilePhone: '',
        Email: '',
        Comments: '',
        CreateDate: 'time',
      },
    });
  });

  test('takes a form body and a JSON body', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'form' }, { place: 'form' });
    await answer(server.root, 'CreateUser', { UserName: 'json' }, { place: 'json' });
    await answer(server.root, 'CreateUser', { UserName: 'old' }, { signature: 'v1', place: 'form' });
  });

  test('refuses a name that is there in whatever case, in the account', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'Twice' });
    await refused(server.root, 'CreateUser', { UserName: 'Twice' }, exists);
    await refused(server.root, 'CreateUser', { UserName: 'tWICE' }, exists);
    await answer(server.otherAccount, 'CreateUser', { UserName: 'Twice' });
  });

  test('makes one user of several calls at once with one name', async () => {
    const names = ['rush', 'Rush', 'RUSH', 'rusH'];
    const replies = await Promise.all(
      names.map(UserName => server.root.call('2015-05-01', 'CreateUser', { UserName })),
    );
    expect(replies.map(reply => reply.status).sort()).toEqual([200, 409, 409, 409]);
  });

  test('takes names, texts and numbers up to their limits', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'x'.repeat(64), DisplayName: '云'.repeat(128) });
    await answer(server.root, 'CreateUser', { UserName: '0', Comments: 'c'.repeat(128), MobilePhone: '1-2345678' });
  });

  test('refuses by name what is missing or wrong', async () => {
    await refused(server.root, 'CreateUser', {}, missing('UserName'));
    await refused(server.root, 'CreateUser', { UserName: '' }, missing('UserName'));
    for (const [UserName, refusal] of wrongUserNames('UserName')) {
      await refused(server.root, 'CreateUser', { UserName }, refusal);
    }
    const wrong = [
      [{ DisplayName: 'd'.repeat(129) }, tooLong('DisplayName')],
      [{ DisplayName: 'a\u0000b' }, invalidCharacters('DisplayName')],
      [{ Comments: 'c'.repeat(129) }, tooLong('Comments')],
      [{ Comments: '\u001b[31m' }, invalidCharacters('Comments')],
      [{ Email: 'alice' }, badFormat('Email')],
      [{ Email: 'a@b@c' }, badFormat('Email')],
      [{ Email: 'a b@example.com' }, badFormat('Email')],
      [{ Email: 'a@b\u0000' }, invalidCharacters('Email')],
      [{ Email: `${'a'.repeat(128)}@b` }, tooLong('Email')],
      [{ MobilePhone: '18600008888' }, badFormat('MobilePhone')],
      [{ MobilePhone: '86-1860000x888' }, badFormat('MobilePhone')],
      [{ MobilePhone: `86-${'1'.repeat(30)}` }, tooLong('MobilePhone')],
    ] as const;
    for (const [part, refusal] of wrong)
      await refused(server.root, 'CreateUser', { UserName: 'wrong', ...part }, refusal);
    await refused(server.root, 'GetUser', { UserName: 'wrong' }, noUser);
  });
});
