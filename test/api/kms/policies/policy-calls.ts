/** Policies of keys and secrets as the tests of this folder write them. */

/** One statement, of the kind that the vendor's samples have. */
export const statement = (principal: string | readonly string[], parts: object = {}) => ({
  Effect: 'Allow',
  Principal: { RAM: principal },
  Action: ['kms:*'],
  Resource: ['*'],
  ...parts,
});

export const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '1', Statement: statements });

export const user = (accountId: string, name: string): string => `acs:ram::${accountId}:user/${name}`;
export const everybody = (accountId: string): string => `acs:ram::${accountId}:*`;
