import { expect, test } from 'vitest';
import { jsonLine, jsonPage, summaryLine } from './export.js';
import type { AuditEntry } from './record.js';

const entry: AuditEntry = {
  id: '019ca6e2-3c00-7000-8000-000000000000',
  time: Date.parse('2026-03-01T00:00:00.123Z'),
  requestId: '5E1E5B0C-77A4-4A4B-8F0B-3F8E7F2D1C00',
  accountId: '1234567890123456',
  principalType: 'user',
  principalId: '201234567890123456',
  principalArn: 'acs:ram::1234567890123456:user/alice',
  accessKeyId: 'LTAI5tAlice',
  sourceAddress: '192.0.2.7',
  product: 'cas',
  operation: 'CreateClientCertificate',
  version: '2020-06-30',
  parameters: '{"CommonName":"a\\nb","Days":"365"}',
  outcome: 'NoPermission',
  status: 403,
  detail: 'no statement allows it',
  count: 1,
};

test('a record is one line of JSON with its parameters as an object', () => {
  const line = jsonLine(entry);
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual({
    ...entry,
    time: '2026-03-01T00:00:00.123Z',
    parameters: { CommonName: 'a\nb', Days: '365' },
  });
});

test('parameters that are no JSON are shown as they are', () => {
  expect(JSON.parse(jsonLine({ ...entry, parameters: '{"cut' }))).toMatchObject({ parameters: '{"cut' });
});

test('a summary says when, who, from where, what and how it ended', () => {
  expect(summaryLine(entry)).toBe(
    '2026-03-01T00:00:00.123Z  5E1E5B0C-77A4-4A4B-8F0B-3F8E7F2D1C00  acs:ram::1234567890123456:user/alice  192.0.2.7  ' +
      'cas:CreateClientCertificate  403 NoPermission  (no statement allows it)\n',
  );
  expect(summaryLine({ ...entry, outcome: 'OK', status: 200, detail: null })).toMatch(
    /CreateClientCertificate {2}OK\n$/,
  );
});

test('a call of a session says who is behind it', () => {
  const session = { ...entry, principalArn: 'acs:ram::1:role/deploy/ci', assumedBy: entry.principalArn };
  expect(summaryLine(session)).toContain(
    '  acs:ram::1:role/deploy/ci (assumed by acs:ram::1234567890123456:user/alice)  192.0.2.7  ',
  );
  expect(summaryLine({ ...session, sourceIdentity: 'bob' })).toContain(`user/alice for bob)  `);
  expect(JSON.parse(jsonLine({ ...session, sourceIdentity: 'bob' }))).toMatchObject({
    assumedBy: entry.principalArn,
    sourceIdentity: 'bob',
  });
});

test('a record of several calls says how many', () => {
  expect(summaryLine({ ...entry, count: 41 })).toContain('  403 NoPermission × 41  (no statement');
  expect(JSON.parse(jsonLine({ ...entry, count: 41 }))).toMatchObject({ count: 41 });
});

test('a summary stays on its line and gives the terminal no commands, whatever callers wrote', () => {
  const line = summaryLine({ ...entry, detail: 'a\nb\u001b[2J\u202e\u2028c' });
  expect(line).toMatch(/\(a\\u000ab\\u001b\[2J\\u202e\\u2028c\)\n$/);
});

test('neither line nor page holds anything that a terminal or an editor acts on, and both give back what was written', () => {
  const CommonName =
    'a\u0000\u001b[2J\u007f\u009b31m\u0085\u061c\u200b\u202e\u2066\u2028\ufeff\u{e0001}\ud800 b 杭州😀';
  const hostile = { ...entry, detail: CommonName, parameters: JSON.stringify({ CommonName }) };
  for (const text of [jsonLine(hostile), jsonPage(hostile), summaryLine(hostile)]) {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(text).toContain('杭州😀');
    expect(text).toContain('\\u009b31m');
    expect(text).toContain('\\udb40\\udc01');
  }
  expect(JSON.parse(jsonLine(hostile))).toMatchObject({ detail: CommonName, parameters: { CommonName } });
  expect(JSON.parse(jsonPage(hostile))).toEqual(JSON.parse(jsonLine(hostile)));
});
