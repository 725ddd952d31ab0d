import type { AskedAccess } from '../../../explanations/asked-access.js';
import { list, object, string } from '../../../spec/field.js';
import { FREE_TEXT, PRINTABLE_OR_EMPTY, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { chancery } from '../product.js';
import { explanationErrors } from './errors.js';
import { explanationAnswer, explanationResponse } from './explanation-answer.js';

const required = true;
const KEY = 'acs:kms:cn-hangzhou:1000000000000001:key/key-hzz65f3a68554s6ms0001';

export default chancery.operation({
  action: 'ExplainAccess',
  summary: 'Says whether a user, a role or a client key may do something, and which statement of which policy decides.',
  description: `
    Nothing is done and nothing is changed: the policies that count at this moment are asked as a call would ask them, those of keys, secrets and roles
    included. Policies that are not attached yet can be looked at as if they were, and a condition is told that kept an allow from counting. What the call would
    look like is said by \`AuthConditions\`: without \`acs:SourceIp\`, for example, no condition on the caller's address holds. The group and the tags of a CA or a
    certificate are not looked up, as they have no ARN: give \`ResourceGroupId\`, and \`acs:ResourceTag/…\` as a condition. Things of other accounts are told of as calls meet
    them: what their policies say is their owner's. A call that needs a second permission, such as \`kms:Decrypt\` on the key of a secret, is two questions.`,

  ram: { action: 'chancery:ExplainAccess', access: 'get', resource: '*' },

  request: {
    UserName: string({
      minLength: 1,
      maxLength: 64,
      pattern: /[A-Za-z0-9._-]+/,
      names: 'ram.user',
      about: 'The user who would call.',
      example: 'alice',
    }),
    RoleName: string({
      minLength: 1,
      maxLength: 64,
      pattern: /[A-Za-z0-9.-]+/,
      names: 'ram.role',
      about: 'Or the role whose session would.',
      example: 'deploy',
    }),
    ClientKeyId: string({
      minLength: 1,
      maxLength: 64,
      pattern: VISIBLE_ASCII,
      names: 'kms.client-key',
      about: 'Or the client key that would sign. What it may do is said by the policies of its access point.',
      example: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001',
    }),
    AuthAction: string({
      required,
      maxLength: 128,
      pattern: /[A-Za-z0-9-]+:[A-Za-z0-9]+/,
      about: 'What would be asked for: the RAM action of an operation, as its reference page has it.',
      example: 'kms:Decrypt',
    }),
    AuthResource: string({
      maxLength: 1024,
      pattern: VISIBLE_ASCII,
      default: '*',
      about: 'On what: an ARN as the reference page has it, or `*`.',
      example: KEY,
    }),
    ResourceGroupId: string({
      minLength: 1,
      maxLength: 64,
      pattern: /[A-Za-z0-9_-]+/,
      about: 'The resource group that the resource is in.',
      example: 'rg-acfmxypivk4qzri',
    }),
    AuthConditions: list(
      object(
        {
          ConditionKey: string({
            required,
            maxLength: 160,
            pattern: /[A-Za-z]+:[\x20-\x7e\xa0-\uffff]+/,
            about: 'A condition key.',
            example: 'acs:SourceIp',
          }),
          ConditionValues: list(
            string({ maxLength: 1024, pattern: PRINTABLE_OR_EMPTY, about: 'A value.', example: '192.0.2.7' }),
            { required, maxItems: 20, about: 'What the call has for it.' },
          ),
        },
        { about: 'One key.' },
      ),
      { maxItems: 50, about: 'What conditions could ask about the call. It comes in place of what is known.' },
    ),
    SimulatedPolicies: list(string({ maxLength: 6144, pattern: FREE_TEXT, about: 'A policy in JSON.' }), {
      maxItems: 10,
      about: 'Policies that are looked at as if they were attached to the user or the role.',
    }),
    SessionPolicy: string({
      minLength: 1,
      maxLength: 2048,
      pattern: FREE_TEXT,
      about: 'A policy in JSON that the session of the role would be narrowed with.',
      example: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}',
    }),
    KmsInstanceId: string({
      minLength: 1,
      maxLength: 64,
      pattern: VISIBLE_ASCII,
      about:
        'Through which instance the client key would call. Without it: through none, where client keys read secrets alone.',
      example: 'kst-hzz65f3a68554s6ms0001',
    }),
  },
  response: explanationResponse,
  errors: explanationErrors,
  examples: [
    {
      title: 'A condition keeps the only allow from counting',
      request: {
        UserName: 'alice',
        AuthAction: 'kms:Decrypt',
        AuthResource: KEY,
        AuthConditions: [{ ConditionKey: 'acs:SourceIp', ConditionValues: ['192.0.2.7'] }],
      },
      response: {
        Allowed: false,
        NoPermissionType: 'ImplicitDeny',
        PolicyType: 'AccountLevelIdentityBasedPolicy',
        Explanation: `No statement allows kms:Decrypt on ${KEY}; considered were the custom policy decrypt-from-the-office (v2) attached to group developers; but for a condition, statement 0 of decrypt-from-the-office (IpAddress on acs:SourceIp) would.`,
        Statements: [
          {
            PolicyIdentifier: 'decrypt-from-the-office',
            PolicyType: 'Custom',
            PolicyVersion: 'v2',
            AttachedTo: 'group developers',
            Statement: 0,
            Effect: 'Allow',
            Bearing: 'condition',
            UnmetCondition: {
              Operator: 'IpAddress',
              ConditionKey: 'acs:SourceIp',
              ConditionValues: ['192.0.2.7'],
            },
          },
        ],
        OtherStatements: 0,
      },
    },
  ],
  seeAlso: ['DecodeDiagnosticMessage', 'ListPoliciesForUser', 'SetKeyPolicy', 'SetSecretPolicy'],
  differences: [
    'An extension: no cloud has this operation. `chancery access explain` says the same on the command line.',
  ],

  async handle(input, { accountId, now, accessExplanations, fail }) {
    const principal = principalOf(input);
    if (!principal) throw fail('InvalidParameter.Principal');
    if (input.KmsInstanceId !== undefined && principal.kind !== 'client-key') {
      throw fail('InvalidParameter.KmsInstanceId');
    }
    const asked: AskedAccess = {
      ...principal,
      action: input.AuthAction,
      resource: input.AuthResource,
      context: contextOf(input.AuthConditions ?? []),
      resourceGroupId: input.ResourceGroupId,
      simulated: input.SimulatedPolicies ?? [],
      sessionPolicy: input.SessionPolicy,
      instanceId: input.KmsInstanceId,
    };
    return explanationAnswer(await accessExplanations.explain(accountId, asked, now));
  },
});

/** A key that is given twice has the values of both. */
function contextOf(
  given: readonly { readonly ConditionKey: string; readonly ConditionValues: readonly string[] }[],
): AskedAccess['context'] {
  const context: Record<string, readonly string[]> = {};
  for (const { ConditionKey, ConditionValues } of given) {
    context[ConditionKey] = [...(context[ConditionKey] ?? []), ...ConditionValues];
  }
  return context;
}

interface GivenPrincipal {
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly ClientKeyId?: string | undefined;
}

function principalOf({
  UserName,
  RoleName,
  ClientKeyId,
}: GivenPrincipal): Pick<AskedAccess, 'kind' | 'name'> | undefined {
  const given = [
    ...(UserName === undefined ? [] : [{ kind: 'user', name: UserName } as const]),
    ...(RoleName === undefined ? [] : [{ kind: 'role', name: RoleName } as const]),
    ...(ClientKeyId === undefined ? [] : [{ kind: 'client-key', name: ClientKeyId } as const]),
  ];
  return given.length === 1 ? given[0] : undefined;
}
