import { expect, test } from 'vitest';
import { neverGone } from '../domain/requester.js';
import { hashOfNobody, hashPassword, matchPassword } from './password-hash.js';

const requester = { id: 'test', gone: neverGone };
const matches = (password: string, ...hashes: string[]) => matchPassword(password, hashes, requester);

test('a hash says how it was made, and matches its password alone', async () => {
  const hash = await hashPassword('correct horse', requester);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await matches('correct horse', hash)).toEqual([true]);
  expect(await matches('Correct horse', hash)).toEqual([false]);
  expect(await hashPassword('correct horse', requester)).not.toBe(hash);
});

test('hashes of one owner have one salt, and each is told apart', async () => {
  const first = await hashPassword('one', requester);
  const second = await hashPassword('two', requester, first);
  expect(second.split('$')[4]).toBe(first.split('$')[4]);
  expect(await matches('one', second, first)).toEqual([false, true]);
});

test('what the reference implementation made is read: its own test vectors, of other costs', async () => {
  const vectors = [
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
    '$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc',
  ];
  expect(await matches('password', ...vectors)).toEqual([true, true, true]);
  expect(await matches('passwore', ...vectors)).toEqual([false, false, false]);
});

test('no password is that of nobody', async () => {
  expect(await matches('', hashOfNobody())).toEqual([false]);
});
