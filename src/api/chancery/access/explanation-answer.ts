/** What ExplainAccess answers: the decision, and every statement that speaks of the action. */
import { bearings, type ConsideredStatement } from '../../../access/considered.js';
import type { DecidingStatement } from '../../../access/evaluate.js';
import type { AccessExplanation } from '../../../explanations/asked-access.js';
import { boolean, integer, list, type ObjectOf, object, oneOf, string } from '../../../spec/field.js';

const required = true;

const place = {
  PolicyIdentifier: string({
    required,
    about: 'The name of the policy; or that it is the policy of the key, the secret, the role or the session.',
    example: 'decrypt-from-the-office',
  }),
  PolicyType: string({ about: 'System or Custom, of attached policies.', example: 'Custom' }),
  PolicyVersion: string({ about: 'The version that counts, of attached policies.', example: 'v2' }),
  AttachedTo: string({ about: 'The user, group or role that has it.', example: 'group developers' }),
  Statement: integer({ required, about: 'The place of the statement, from 0.', example: 0 }),
  Sid: string({ about: 'What the statement calls itself.', example: 'FromTheOffice' }),
  Effect: string({ required, about: 'Allow or Deny.', example: 'Allow' }),
} as const;

const unmetCondition = object(
  {
    Operator: string({ required, about: 'Its operator.', example: 'IpAddress' }),
    ConditionKey: string({ required, about: 'Its key.', example: 'acs:SourceIp' }),
    ConditionValues: list(string({ about: 'A value.', example: '192.0.2.7' }), {
      required,
      about:
        'What the call would have for the key. Empty where it has nothing, or where it is a tag of another account.',
    }),
  },
  { about: 'The condition that does not hold.' },
);

export const explanationResponse = {
  Allowed: boolean({ required, about: 'Whether the call would be allowed.', example: false }),
  NoPermissionType: oneOf(['ExplicitDeny', 'ImplicitDeny'], {
    about: 'Of a denial: whether a statement denies it, or none allows it.',
    example: 'ImplicitDeny',
  }),
  PolicyType: string({
    about: 'The level that decides, as PolicyType of AccessDeniedDetail.',
    example: 'AccountLevelIdentityBasedPolicy',
  }),
  Explanation: string({
    required,
    about: 'The same in a sentence, as the audit record of such a call has it.',
    example: 'No statement allows kms:Decrypt on *: there is no policy to consider.',
  }),
  DecidedBy: object(place, { about: 'The statement that decides; absent where none does.' }),
  Statements: list(
    object(
      {
        ...place,
        Bearing: oneOf(bearings, {
          required,
          about:
            '`counts`; or the first reason why it does not: it is about another action, resource or principal, its condition does not hold, it is attached for another resource group, or (`whole-account`) it leaves it to the policies of the account.',
          example: 'condition',
        }),
        UnmetCondition: unmetCondition,
      },
      { about: 'One statement.' },
    ),
    { required, about: 'Every statement about the action, of all policies that were looked at.' },
  ),
  OtherStatements: integer({
    required,
    about: 'How many more statements were looked at, which are about other actions.',
    example: 12,
  }),
} as const;

export function explanationAnswer({ decision, statements }: AccessExplanation): ObjectOf<typeof explanationResponse> {
  const { allowed, denial, policyType, explanation, decidedBy } = decision;
  const relevant = statements.filter(({ bearing }) => bearing !== 'other-action');
  return {
    Allowed: allowed,
    NoPermissionType: denial,
    PolicyType: policyType,
    Explanation: explanation,
    DecidedBy: decidedBy && placeOf(decidedBy),
    Statements: relevant.map(it => ({
      ...placeOf(it),
      Bearing: it.bearing,
      UnmetCondition: it.unmet && {
        Operator: it.unmet.operator,
        ConditionKey: it.unmet.key,
        ConditionValues: it.unmet.values,
      },
    })),
    OtherStatements: statements.length - relevant.length,
  };
}

const placeOf = (it: DecidingStatement | ConsideredStatement) => ({
  PolicyIdentifier: it.policy,
  PolicyType: it.policyType,
  PolicyVersion: it.version,
  AttachedTo: it.attachedTo,
  Statement: it.statement,
  Sid: it.sid,
  Effect: it.effect,
});
