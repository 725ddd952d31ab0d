/** What all four issuing operations refuse in the same way, as tests that each of their suites declares. */
import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.js';
import { cas, casOk, error, invalid, type MadeAuthority, makeRoot, makeSub, missing, notFound } from '../cas-calls.js';
import { revoke } from '../store-edits.js';

export interface IssuingSuite {
  readonly action: string;
  readonly server: () => TestServer;
  /** The issuing CA, of the family ECC. */
  readonly sub: () => MadeAuthority;
  /** A request that succeeds, without ParentIdentifier. */
  readonly request: () => object;
}

const characters = 'holds characters that are not allowed';
const DAY_S = 86_400;

export function declareIssuingRefusals({ action, server, sub, request }: IssuingSuite): void {
  const issue = (parameters: object, client = server().root) =>
    cas(client, action, { ParentIdentifier: sub().Identifier, ...request(), ...parameters });

  describe(`${action} refuses`, () => {
    test('a call without ParentIdentifier', async () => {
      expect(await issue({ ParentIdentifier: undefined })).toEqual(missing('ParentIdentifier'));
    });

    test("a CA that is unknown, another account's, or no CA", async () => {
      const { Identifier } = await casOk(server().root, action, { ParentIdentifier: sub().Identifier, ...request() });
      expect(await issue({ ParentIdentifier: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' })).toEqual(notFound);
      expect(await issue({ ParentIdentifier: Identifier })).toEqual(notFound);
      expect(await issue({}, server().otherAccount)).toEqual(notFound);
    });

    test('a root CA', async () => {
      const root = await makeRoot(server().root);
      expect(await issue({ ParentIdentifier: root.Identifier })).toEqual(
        error(
          'OperationDenied.TypeNotSupport',
          'A root CA issues sub CAs only. Create a sub CA below it and issue from that.',
        ),
      );
    });

    test('a revoked CA', async () => {
      const revoked = await makeSub(server().root, await makeRoot(server().root));
      await casOk(server().root, action, { ...request(), ParentIdentifier: revoked.Identifier });
      await revoke(server(), revoked.Identifier);
      expect(await issue({ ParentIdentifier: revoked.Identifier })).toEqual(
        error(
          'OperationDenied.StatusNotSupport',
          'The issuing CA or one above it is revoked. Only a CA whose status is ISSUE, below none that is revoked, can issue.',
        ),
      );
    });

    test('an algorithm of another family than that of the CA', async () => {
      for (const Algorithm of ['RSA_2048', 'SM2_256']) {
        expect(await issue({ Algorithm })).toEqual(
          error(
            'NotSupportAlgorithm',
            'The algorithm is not supported here. A certificate must be of the family (RSA, ECC or SM2) of the CA that issues it; only the size may differ.',
          ),
        );
      }
    });

    test('a CustomIdentifier that the account has already', async () => {
      const CustomIdentifier = `${action}-twice`;
      await casOk(server().root, action, { ParentIdentifier: sub().Identifier, ...request(), CustomIdentifier });
      expect(await issue({ CustomIdentifier })).toEqual(
        error('AlreadyExists.CustomIdentifier', 'The account has a certificate with this CustomIdentifier already.'),
      );
    });

    test('a validity beyond the end of the CA, by the parameter that asked for it', async () => {
      const now = Math.floor(Date.now() / 1000);
      const over = (unit: string) =>
        error(
          `InvalidParameter.${unit}`,
          expect.stringMatching(
            new RegExp(
              `^The certificate would be valid until \\d{4}-.*Z, and its CA grants nothing beyond \\d{4}-.*Z\\. Ask for fewer ${unit}\\.$`,
            ),
          ) as never,
        );
      expect(await issue({ Days: 6 * 366 })).toEqual(over('Days'));
      expect(await issue({ Months: 61 })).toEqual(over('Months'));
      expect(await issue({ Years: 6, Months: 1 })).toEqual(over('Years'));
      const end = error(
        'InvalidParameter.AfterTime',
        'The specified parameter "AfterTime" is not valid: it must be after BeforeTime and not after the end of what the issuing CA grants.',
      );
      expect(await issue({ BeforeTime: now, AfterTime: now + 6 * 366 * DAY_S })).toEqual(end);
      expect(await issue({ BeforeTime: now, AfterTime: now })).toEqual(end);
    });

    test('one of the two times without the other', async () => {
      const halves = error(
        'InvalidParameter.BeforeTime',
        'BeforeTime and AfterTime go together: give both or neither.',
      );
      expect(await issue({ BeforeTime: 1_700_000_000 })).toEqual(halves);
      expect(await issue({ AfterTime: 4_000_000_000, Days: 1 })).toEqual(halves);
    });

    test.each([
      ['Days', 0, 'must be at least 1'],
      ['Days', 36_501, 'must be at most 36500'],
      ['Days', '1e2', 'must be a whole number'],
      ['BeforeTime', -1, 'must be at least 0'],
      ['AfterTime', 253_402_300_800, 'must be at most 253402300799'],
      ['Months', 1201, 'must be at most 1200'],
      ['Years', 101, 'must be at most 100'],
      ['Immediately', 3, 'must be at most 2'],
      ['EnableCrl', 2, 'must be at most 1'],
      ['CommonName', 'x'.repeat(65), 'must be at most 64 characters long'],
      ['CommonName', 'a\tb', characters],
      ['Country', 'CHN', characters],
      ['Organization', 'x'.repeat(65), 'must be at most 64 characters long'],
      ['Locality', 'x'.repeat(129), 'must be at most 128 characters long'],
      ['CustomIdentifier', 'a b', characters],
      ['CustomIdentifier', 'x'.repeat(65), 'must be at most 64 characters long'],
      ['ResourceGroupId', 'a/b', characters],
    ])('%s = %j', async (name, value, rule) => {
      expect(await issue({ [name]: value })).toEqual(invalid(name, rule));
    });

    test('tags with a key twice', async () => {
      expect(await issue({ Tags: [{ Key: 'a' }, { Key: 'a' }] })).toMatchObject({
        status: 400,
        body: { Code: 'InvalidParameter.Tags' },
      });
    });
  });
}
