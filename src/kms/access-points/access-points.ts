/**
 * Application access points (AAPs): an application that has no RAM identity, the policies bound to it, and the owner of its
 * client keys (kms-2016-01-20 sections 3 and 4.11 to 4.15). Policies are bound by name and unchecked; one that does not exist
 * grants nothing until somebody creates it.
 */
import { type Change, Refusal } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { AccessPointStore } from '../store.js';

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

/** The access points of all accounts. Changes are refused with `access-point-exists` or `access-point-missing`. */
export class AccessPoints {
  constructor(private readonly store: AccessPointStore) {}

  /** Throws the refusal `access-point-missing`, also for another account's access point. */
  async get(accountId: string, name: string): Promise<AccessPoint> {
    const accessPoint = await this.store.findAccessPoint(accountId, name);
    if (!accessPoint) throw new Refusal('access-point-missing');
    return accessPoint;
  }

  /** Newest first. */
  list(accountId: string, page: Page): Promise<PageOf<AccessPoint>> {
    return this.store.listAccessPoints(accountId, page);
  }

  create(accountId: string, accessPoint: AccessPoint): Change {
    return [this.store.insertAccessPoint(accountId, accessPoint)];
  }

  update(accountId: string, name: string, update: AccessPointUpdate, now: Date): Change {
    return [this.store.updateAccessPoint(accountId, name, update, now)];
  }

  /** Its client keys go with it, those included that another call is creating at this moment. */
  delete(accountId: string, name: string): Change {
    return this.store.deleteAccessPoint(accountId, name);
  }
}
