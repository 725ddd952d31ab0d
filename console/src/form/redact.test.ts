import { describe, expect, test } from 'vitest';
import type { Field, Operation } from '../description/model';
import { pastCall } from '../history/history';
import { draftsOfLink, operationLink } from '../links/operation-link';
import { withoutSecrets } from './redact';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: 'text',
  required: false,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  ...more,
});

/** Secrets everywhere a declaration can have one. */
const account = field('', { kind: 'object', fields: [field('User'), field('Password', { secret: true })] });
const request = [
  field('Name'),
  field('Days', { kind: 'integer' }),
  field('EncryptedCode', { secret: true }),
  field('Accounts', { kind: 'list', item: account }),
  field('Keys', { kind: 'map', item: field('', { secret: true }) }),
  field('Document', { kind: 'json-text', item: { ...account, name: '' } }),
  field('Labels', { kind: 'map', item: field('') }),
];
const drafts = {
  Name: 'a&b=c 证 #?',
  Days: '0x10',
  EncryptedCode: 'hunter2',
  Accounts: [{ User: 'u', Password: 'hunter2' }],
  Keys: [{ key: 'k', value: 'hunter2' }],
  Document: '{"User":"u","Password":"hunter2","Other":"hunter2"}',
  Labels: [{ key: 'a', value: 'b' }],
};
const kept = {
  Name: 'a&b=c 证 #?',
  Days: '0x10',
  Accounts: [{ User: 'u' }],
  Keys: [{ key: 'k', value: undefined }],
  Document: '{"User":"u"}',
  Labels: [{ key: 'a', value: 'b' }],
};
const operation: Operation = {
  productCode: 'cas',
  version: '2020-06-30',
  action: 'Try',
  summary: '',
  method: 'POST',
  permission: { access: 'get', resources: [] },
  request,
  response: [],
  errors: [],
  examples: [],
  before: [],
  seeAlso: [],
  protocol: 'rpc',
  extension: false,
  destructive: false,
  page: '/reference/cas/Try',
};

describe('what is declared secret', () => {
  test('is left out at any depth, and a JSON text that cannot be read goes as a whole', () => {
    expect(withoutSecrets(request, drafts)).toEqual(kept);
    expect(withoutSecrets(request, { Document: '{"Password":"hunter2"' })).toEqual({});
    expect(withoutSecrets(request, { Document: '"hunter2"' })).toEqual({});
  });

  test('is in no entry of the history, which says what is missing', () => {
    const call = pastCall(1, operation, drafts, { status: 200, durationMs: 3, requestId: 'R' }, new Date(0));
    expect(call.parameters).toEqual(kept);
    expect(call.leftOut).toEqual(['EncryptedCode', 'Accounts', 'Keys', 'Document']);
    expect(JSON.stringify(call)).not.toContain('hunter2');
  });

  test('is in no link, and is not taken from one', () => {
    const link = operationLink(operation, drafts);
    expect(link).toMatch(/^\/explore\/cas\/Try\?/);
    expect(decodeURIComponent(link)).not.toContain('hunter2');
    expect(draftsOfLink(request, 'EncryptedCode=hunter2&Accounts=[{"Password":"hunter2","User":"u"}]')).toEqual({
      Accounts: [{ User: 'u' }],
    });
  });
});

describe('a link', () => {
  test('brings back every parameter that is not secret, odd characters and invalid values too', () => {
    const query = operationLink(operation, drafts).split('?').slice(1).join('?');
    expect(draftsOfLink(request, query)).toEqual(kept);
  });

  test('without parameters is the address of the operation', () => {
    expect(operationLink(operation, { EncryptedCode: 'hunter2' })).toBe('/explore/cas/Try');
  });

  test('with nonsense fills in nothing', () => {
    expect(draftsOfLink(request, 'Accounts=[[[&Labels=1&Nobody=2&%ZZ')).toEqual({});
  });
});
