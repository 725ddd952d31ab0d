/**
 * Permission policies of application access points (wire/kms.md sections 3 and 4.6 to 4.10): which keys and secrets may be
 * used, in what way, through which gateway and from where. They are not RAM policies; what one grants is decided in
 * `client-key-permissions.ts`. References to network rules are by name and unchecked.
 */
import type { NamedThings } from '../../domain/named-things.js';

/** Through the shared gateway, which is this API itself, rather than through the gateway of an instance. */
export const SHARED_SCOPE = 'shared';

/** The role templates of wire/kms.md section 4.6, without the prefix that the wire puts before each. */
export const PERMISSION_TEMPLATES = ['CryptoServiceKeyUser', 'CryptoServiceSecretUser', 'SecretUser'] as const;
export type PermissionTemplate = (typeof PERMISSION_TEMPLATES)[number];

/** `key/…` or `secret/…`: one, or with a star at its end all whose names start so. Secret names may have slashes. */
export const RESOURCE_PATTERN = /(?:key|secret)\/(?:[A-Za-z0-9_.@/+=!-]+\*?|\*)/;

export interface AccessPointPolicy {
  readonly name: string;
  /** `shared` or the id of an instance. */
  readonly scope: string;
  /** In the order they were given; one may stand there twice, and a changed policy may have none. */
  readonly permissions: readonly PermissionTemplate[];
  readonly resources: readonly string[];
  readonly accessControl: AccessControl | undefined;
  readonly description: string;
  readonly createdAt: Date;
}

export interface AccessControl {
  /** Names of rules of which one has to cover the source address. An empty list asks for none. */
  readonly networkRules: readonly string[];
  /** The caller's own words for it, which are given back to the letter because clients compare them. */
  readonly asReceived: string;
}

/** What may be changed; an absent member stays as it is. */
export type PolicyUpdate = Partial<
  Pick<AccessPointPolicy, 'permissions' | 'resources' | 'accessControl' | 'description'>
>;

/** The policies of all accounts. A change takes effect at once for every access point that is bound to the policy. */
export type AccessPointPolicies = NamedThings<'policy', AccessPointPolicy, PolicyUpdate>;
