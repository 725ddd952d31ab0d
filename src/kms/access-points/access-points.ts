/**
 * Application access points (AAPs): an application that has no RAM identity, the policies bound to it, and the owner of its
 * client keys (wire/kms.md sections 3 and 4.11 to 4.15). Policies are bound by name and unchecked; one that does not exist
 * grants nothing until somebody creates it.
 */
import type { NamedThings } from '../../domain/named-things.js';

/** The only way for an application to prove itself so far; the console's second one, a RAM role, has no wire form. */
export type AuthenticationMethod = 'ClientKey';

export interface AccessPoint {
  readonly name: string;
  readonly authenticationMethod: AuthenticationMethod;
  /** Names, one to three, in the order they were given. */
  readonly policies: readonly string[];
  readonly description: string;
  readonly createdAt: Date;
}

/** What may be changed; an absent member stays as it is. */
export type AccessPointUpdate = Partial<Pick<AccessPoint, 'policies' | 'description'>>;

/**
 * The access points of all accounts. The client keys of one go with it, those included that another call is creating at this moment.
 */
export type AccessPoints = NamedThings<'access-point', AccessPoint, AccessPointUpdate>;
