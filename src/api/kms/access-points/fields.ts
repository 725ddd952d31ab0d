/**
 * Fields that the operations on network rules, policies, access points and client keys have in common
 * (wire/kms.md sections 1.5 and 3). Limits that the vendor does not document are those of wire/kms.md section 3.
 */
import type { Page } from '../../../domain/page.js';
import {
  type AccessControl,
  PERMISSION_TEMPLATES,
  type PermissionTemplate,
  RESOURCE_PATTERN,
} from '../../../kms/access-points/policies.js';
import { integer, type JsonText, jsonText, list, object, oneOf, string } from '../../../spec/field.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';

const NAME = { maxLength: 192, pattern: /[A-Za-z0-9_.@/+=-]+/ } as const;

/** The name of a thing, in a request that cannot do without. */
export const name = (about: string, example: string, madeBy?: readonly string[]) =>
  string({ required: true, ...NAME, about, example, ...(madeBy && { madeBy }) });

/** A name that may be left out. */
export const optionalName = (about: string, example: string) => string({ minLength: 1, ...NAME, about, example });

/** A text for people. */
export const description = (about: string, example: string) =>
  string({ maxLength: 1024, pattern: FREE_TEXT, about, example });

/** A list of addresses as JSON text. Whether each is an address is asked in the handler: no pattern says that of IPv6. */
export const sourceAddresses = () =>
  jsonText(list(string({ maxLength: 64 }), {}), {
    maxLength: 30_000,
    about: 'A JSON array of the source addresses: IP addresses and CIDR blocks. Host bits of a block may be set.',
    example: '["192.168.17.13","10.10.10.10/24"]',
  });

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

/** The inverse of `wirePermissions`. The field has made sure that every entry is one of the templates. */
export function permissionTemplates(wire: readonly string[]): PermissionTemplate[] {
  return wire.map(entry => entry.slice(WIRE_PREFIX.length) as PermissionTemplate);
}

export function wirePermissions(templates: readonly PermissionTemplate[]): string[] {
  return templates.map(template => WIRE_PREFIX + template);
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
      { NetworkRules: list(string({ minLength: 1, ...NAME }), { maxItems: 40, about: 'The names of the rules.' }) },
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
  jsonText(list(string({ minLength: 1, ...NAME }), { minItems: 1, maxItems: 3 }), {
    ...options,
    madeBy: ['CreatePolicy'],
    about: 'A JSON array of the names of one to three policies. The names are not checked.',
    example: '["policy_test"]',
  });

const DEFAULT_PAGE_SIZE = 20;

export const paging = {
  PageNumber: integer({ minimum: 1, maximum: 2 ** 31 - 1, default: 1, about: 'The page to return.', example: 1 }),
  PageSize: integer({
    minimum: 0,
    maximum: 100,
    default: DEFAULT_PAGE_SIZE,
    about: 'How many entries a page has. 0 stands for the default.',
    example: 10,
  }),
};

export function requestedPage(input: { readonly PageNumber: number; readonly PageSize: number }): Page {
  return { number: input.PageNumber, size: input.PageSize || DEFAULT_PAGE_SIZE };
}

export const pageFacts = {
  PageNumber: integer({ required: true, about: 'The page.', example: 1 }),
  PageSize: integer({ required: true, about: 'How many entries a page has.', example: 10 }),
  TotalCount: integer({ required: true, about: 'How many entries there are on all pages.', example: 1 }),
};

export function factsOf(page: Page, total: number) {
  return { PageNumber: page.number, PageSize: page.size, TotalCount: total };
}
