import { expect, test } from 'vitest';
import { scramVerifier } from './scram.js';

test('is what PostgreSQL computes: RFC 7677 section 3, with its password and salt', () => {
  // The example there gives the server's signature of its exchange, which follows from the server key; PostgreSQL itself is asked in the tests of targets.
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});
