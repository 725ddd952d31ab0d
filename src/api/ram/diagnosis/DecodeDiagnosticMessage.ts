import type { Diagnosis } from '../../../identity/diagnoses/diagnoses.js';
import { boolean, list, object, string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { ram } from '../product.js';

const required = true;

const matchedPolicy = object(
  {
    PolicyIdentifier: string({ required, about: 'The name of the policy.', example: 'nobody-lists' }),
    PolicyType: string({ about: 'System or Custom; absent for the policy of a session.', example: 'Custom' }),
    PolicyVersion: string({ about: 'The version that counted.', example: 'v1' }),
    Effect: string({ required, about: 'Deny.', example: 'Deny' }),
    AttachedEntityType: string({ about: 'RamUser, RamGroup or RamRole: what it is attached to.', example: 'RamUser' }),
    AttachedScope: string({ required, about: 'Account or ResourceGroup.', example: 'Account' }),
  },
  { about: 'The policy.' },
);

export default ram.operation({
  action: 'DecodeDiagnosticMessage',
  summary: 'Reads the EncodedDiagnosticMessage of a denial.',
  description: `
    The message says who was denied what, and by which policy if one denied it. It is good for an hour, and only for principals of
    the account whose principal was denied: hand it to your administrator. \`Explanation\` is what the audit record of the call says too; ExplainAccess says
    the same of calls that nobody has made yet, statement by statement.`,

  ram: { action: 'ram:DecodeDiagnosticMessage', access: 'get', resource: '*' },

  request: {
    EncodedDiagnosticMessage: string({
      required,
      maxLength: 16_384,
      pattern: VISIBLE_ASCII,
      about: 'The member of the same name of AccessDeniedDetail.',
      example: 'eyJBdXRoQWN0aW9uIjoicmFtOkxpc3RVc2VycyJ9',
    }),
  },
  response: {
    DecodedDiagnosticMessage: object(
      {
        AuthAction: string({ required, about: 'What was asked for.', example: 'ram:ListUsers' }),
        AuthResource: string({ required, about: 'On what.', example: 'acs:ram:*:1000000000000001:user/*' }),
        AuthPrincipal: object(
          {
            AuthPrincipalType: string({ required, about: 'Who asked: SubUser, AssumedRoleUser.', example: 'SubUser' }),
            AuthPrincipalOwnerId: string({ required, about: 'The account.', example: '1000000000000001' }),
            AuthPrincipalDisplayName: string({ required, about: 'The id.', example: '216959339000654321' }),
          },
          { required, about: 'Who was denied.' },
        ),
        AuthConditions: list(
          object(
            {
              ConditionKey: string({ required, about: 'The key.', example: 'acs:SourceIp' }),
              ConditionValues: list(string({ about: 'A value.', example: '192.0.2.7' }), {
                required,
                about: 'Its values.',
              }),
            },
            { about: 'One key.' },
          ),
          { required, about: 'What conditions could ask about the call itself. Tags of things are not told.' },
        ),
        ExplicitDeny: boolean({ required, about: 'Whether a statement denied; else none allowed.', example: true }),
        NoPermissionPolicyType: string({
          required,
          about: 'The level that decided, as PolicyType of the denial.',
          example: 'AccountLevelIdentityBasedPolicy',
        }),
        Explanation: string({
          about:
            'Why, in the words of ExplainAccess: which policies were looked at, and which condition stood in the way.',
          example:
            'Statement 0 of the custom policy nobody-lists (v1) attached to user alice denies ram:ListUsers on *.',
        }),
        MatchedPolicies: list(matchedPolicy, { required, about: 'The policy that denied, if one did.' }),
      },
      { required, about: 'What the message says.' },
    ),
  },
  errors: {
    NotSupport: {
      status: 400,
      message: 'The encoded diagnostic message is not supported.',
      cause: 'It is no message of this server, or one of a principal of another account.',
      advice: 'Give the whole EncodedDiagnosticMessage of a denial of a principal of your account.',
    },
    EncodedMessageExpire: {
      status: 400,
      message: 'The encoded diagnostic message has expired.',
      advice: 'Repeat the call that was denied, and give the message of its answer within an hour.',
    },
  },
  examples: [
    {
      title: 'A policy that denies',
      request: { EncodedDiagnosticMessage: 'eyJBdXRoQWN0aW9uIjoicmFtOkxpc3RVc2VycyJ9' },
      response: {
        DecodedDiagnosticMessage: {
          AuthAction: 'ram:ListUsers',
          AuthResource: 'acs:ram:*:1000000000000001:user/*',
          AuthPrincipal: {
            AuthPrincipalType: 'SubUser',
            AuthPrincipalOwnerId: '1000000000000001',
            AuthPrincipalDisplayName: '216959339000654321',
          },
          AuthConditions: [{ ConditionKey: 'acs:SourceIp', ConditionValues: ['192.0.2.7'] }],
          ExplicitDeny: true,
          NoPermissionPolicyType: 'AccountLevelIdentityBasedPolicy',
          Explanation:
            'Statement 0 of the custom policy nobody-lists (v1) attached to user alice denies ram:ListUsers on acs:ram:*:1000000000000001:user/*.',
          MatchedPolicies: [
            {
              PolicyIdentifier: 'nobody-lists',
              PolicyType: 'Custom',
              PolicyVersion: 'v1',
              Effect: 'Deny',
              AttachedEntityType: 'RamUser',
              AttachedScope: 'Account',
            },
          ],
        },
      },
    },
  ],
  seeAlso: ['ExplainAccess', 'GetPolicyVersion', 'ListPoliciesForUser'],

  async handle({ EncodedDiagnosticMessage }, { accountId, now, diagnoses, fail }) {
    const sealed = sealedPart(EncodedDiagnosticMessage);
    if (sealed === undefined) throw fail('NotSupport');
    return { DecodedDiagnosticMessage: shown(await diagnoses.read(accountId, sealed, now)) };
  },
});

/** What stands beside it in the message is for whoever was denied, and anybody can write it. */
function sealedPart(message: string): string | undefined {
  try {
    const { Sealed } = JSON.parse(Buffer.from(message, 'base64url').toString()) as { readonly Sealed?: unknown };
    return typeof Sealed === 'string' ? Sealed : undefined;
  } catch {
    return undefined;
  }
}

function shown({ action, resource, principal, isExplicit, explanation, level, conditions, matched }: Diagnosis) {
  return {
    AuthAction: action,
    AuthResource: resource,
    AuthPrincipal: {
      AuthPrincipalType: principal.type,
      AuthPrincipalOwnerId: principal.accountId,
      AuthPrincipalDisplayName: principal.id,
    },
    AuthConditions: conditions.map(({ key, values }) => ({ ConditionKey: key, ConditionValues: values })),
    ExplicitDeny: isExplicit,
    NoPermissionPolicyType: level,
    Explanation: explanation,
    MatchedPolicies: matched.map(it => ({
      PolicyIdentifier: it.policy,
      PolicyType: it.type,
      PolicyVersion: it.version,
      Effect: it.effect,
      AttachedEntityType: it.attachedTo,
      AttachedScope: it.scope,
    })),
  };
}
