import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk } from '../kms-calls.js';

const server = useTestServer();

const draw = async (parameters: Record<string, unknown> = {}) =>
  String((await kmsOk(server.root, 'GetRandomPassword', parameters)).RandomPassword);

test('is 32 characters long and has every kind', async () => {
  const password = await draw();
  expect(password).toMatch(/^[\x21-\x7e]{32}$/);
  for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind);
  expect(await draw()).not.toBe(password);
  expect(server.log).not.toContain(password);
  expect(await server.auditText()).not.toContain(JSON.stringify(password).slice(1, -1));
});

test.each([
  ['no lower case', { ExcludeLowercase: true }, /^[^a-z]{32}$/],
  ['no upper case', { ExcludeUppercase: true }, /^[^A-Z]{32}$/],
  ['no digits', { ExcludeNumbers: true }, /^[^0-9]{32}$/],
  ['no punctuation', { ExcludePunctuation: true }, /^[A-Za-z0-9]{32}$/],
  ['no vowels', { ExcludeCharacters: 'aeiouAEIOU' }, /^[^aeiouAEIOU]{32}$/],
  ['the shortest', { PasswordLength: 8 }, /^.{8}$/],
  ['the longest', { PasswordLength: '128' }, /^.{128}$/],
  [
    'digits alone',
    { ExcludeLowercase: true, ExcludeUppercase: true, ExcludePunctuation: true, RequireEachIncludedType: false },
    /^[0-9]{32}$/,
  ],
])('%s', async (_what, parameters, expected) => {
  expect(await draw(parameters)).toMatch(expected);
});

test('every kind stands in it even where one has a single character left', async () => {
  for (let i = 0; i < 20; i++) {
    expect(await draw({ PasswordLength: 8, ExcludeCharacters: '123456789' })).toContain('0');
  }
});

test.each([
  ['7 characters', { PasswordLength: 7 }, invalid('PasswordLength', 'must be at least 8')],
  ['129 characters', { PasswordLength: 129 }, invalid('PasswordLength', 'must be at most 128')],
  [
    'nothing to draw from',
    { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true },
    invalid('ExcludeCharacters', 'must leave characters to draw from'),
  ],
])('%s is refused', async (_what, parameters, answer) => {
  expect(await kms(server.root, 'GetRandomPassword', parameters)).toEqual(answer);
});
