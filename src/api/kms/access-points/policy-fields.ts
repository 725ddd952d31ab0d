/** What policies of access points are given and what is said of them, and the one by which an access point names its policies (wire/kms.md section 3). */
import {
  type AccessControl,
  type AccessPointPolicy,
  PERMISSION_TEMPLATES,
  type PermissionTemplate,
  RESOURCE_PATTERN,
} from '../../../kms/access-points/policies.js';
import { type Field, type JsonText, jsonText, list, object, oneOf, string } from '../../../spec/field.js';
import { NAME } from '../names.js';

const WIRE_PREFIX = 'RbacPermission/Template/';

/** A JSON array of role templates; `minItems` is 1 where a policy is created. */
export const permissions = <const O extends { readonly required?: boolean }>(options: O, minItems: 0 | 1) =>
  jsonText(
    list(
      oneOf(
        PERMISSION_TEMPLATES.map(template => WIRE_PREFIX + template),
        {},
      ),
      { minItems, maxItems: 2 },
    ),
    {
      ...options,
      about: `A JSON array of one or two of ${PERMISSION_TEMPLATES.map(template => `\`${WIRE_PREFIX}${template}\``).join(', ')}.`,
      example: `["${WIRE_PREFIX}CryptoServiceKeyUser","${WIRE_PREFIX}CryptoServiceSecretUser"]`,
    },
  );

/** As the domain keeps them. The field has made sure that every entry is one of the templates. */
export function permissionTemplates(wire: readonly string[]): PermissionTemplate[] {
  return wire.map(entry => entry.slice(WIRE_PREFIX.length) as PermissionTemplate);
}

/** A JSON array of resource patterns; `minItems` is 1 where a policy is created. */
export const resources = <const O extends { readonly required?: boolean }>(options: O, minItems: 0 | 1) =>
  jsonText(list(string({ maxLength: 256, pattern: RESOURCE_PATTERN }), { minItems, maxItems: 30 }), {
    ...options,
    about:
      'A JSON array of at most 30 entries `key/<key id>` or `secret/<secret name>`. An entry may end in a star: `key/*`, `secret/db-*`.',
    example: '["key/key-hzz63d9c8d3dfv8cv0001","secret/acs/ram/user/*"]',
  });

/** Which network rules a caller has to come from, as JSON text. */
export const accessControlRules = () =>
  jsonText(
    object(
      {
        NetworkRules: list(string({ minLength: 1, names: 'kms.network-rule', ...NAME }), {
          maxItems: 40,
          about: 'The names of the rules.',
        }),
      },
      {},
    ),
    {
      maxLength: 16_384,
      about:
        'A JSON object with the names of at most 40 network rules, of which one has to cover the source address. None: callers may come from anywhere. The names are not checked.',
      example: '{"NetworkRules":["networkrule_test"]}',
    },
  );

/** As the domain keeps it. */
export function accessControl(
  rules: JsonText<{ readonly NetworkRules?: readonly string[] | undefined }>,
): AccessControl {
  return { networkRules: rules.value.NetworkRules ?? [], asReceived: rules.text };
}

/** A JSON array of the names of one to three policies. */
export const boundPolicies = <const O extends { readonly required?: boolean }>(options: O) =>
  jsonText(list(string({ minLength: 1, names: 'kms.policy', ...NAME }), { minItems: 1, maxItems: 3 }), {
    ...options,
    about: 'A JSON array of the names of one to three policies. The names are not checked.',
    example: '["policy_test"]',
  });

export const policyName = string({ required: true, about: 'The name of the policy.', example: 'policy_test' });

/** What is said of a policy. Permissions and resources come as texts where it is created, and as arrays where it is described. */
export const policyFields = <Permissions extends Field, Resources extends Field>(
  permissions: Permissions,
  resources: Resources,
) =>
  ({
    Arn: string({
      required: true,
      about: 'The ARN of the policy.',
      example: 'acs:kms:cn-hangzhou:1000000000000001:policy/policy_test',
    }),
    Name: policyName,
    KmsInstance: string({ required: true, about: 'The scope.', example: 'kst-hzz634e67d126u9p90001' }),
    Permissions: permissions,
    Resources: resources,
    AccessControlRules: string({
      about: 'The network rules, exactly as they were given; absent if none were.',
      example: '{"NetworkRules":["networkrule_test"]}',
    }),
    Description: string({ required: true, about: 'What the policy is for.', example: 'policy description' }),
  }) as const;

/**
 * @param owner whose policy it is, and the region that the call named
 * @param written permissions or resources as the operation answers them
 */
export function policyAnswer<Written>(
  policy: AccessPointPolicy,
  { region, accountId }: { readonly region: string; readonly accountId: string },
  written: (entries: readonly string[]) => Written,
) {
  return {
    Arn: `acs:kms:${region}:${accountId}:policy/${policy.name}`,
    Name: policy.name,
    KmsInstance: policy.scope,
    Permissions: written(policy.permissions.map(template => WIRE_PREFIX + template)),
    Resources: written(policy.resources),
    AccessControlRules: policy.accessControl?.asReceived,
    Description: policy.description,
  };
}
