/** What publishing revocations and answering about them needs of the store. Lookups are by authority, of whatever account: it is all public. */
import type { Change } from '../../domain/change.js';
import type { Revocation, Standing } from '../records.js';

/** An authority as far as its lists and OCSP answers depend on it. One read gives it, so every request may ask. */
export interface Publisher extends Standing {
  readonly id: string;
  readonly accountId: string;
  readonly crlEnabled: boolean;
  readonly crlDays: number;
  readonly revokedAt: Date | undefined;
  /** Counts what the authority has revoked: a copy with a higher number is newer. */
  readonly revision: number;
  readonly published: Publication | undefined;
}

/** The lists of an authority that are current: they were signed together and carry one number. */
export interface Publication {
  readonly number: number;
  /** The revision that they show; what was revoked after it is not on them. */
  readonly revision: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** The last list that was signed by the calendar and not because of a revocation (RFC 5280 section 3.3). */
  readonly regular: NumberedList;
  /** The complete list that the delta list goes back to: every list that has not expired is as new or newer. */
  readonly base: NumberedList;
  /** How many parts there are besides the complete list; 0: none. Once there are any, there always are. */
  readonly shards: number;
  /** What the addresses of the shards have started with so far: certificates carry them, also after the server has moved. */
  readonly publicUrls: readonly string[];
  /** SHA-256 of the entries of the complete list, lower-case hexadecimal. */
  readonly entriesHash: string;
}

export interface NumberedList {
  readonly number: number;
  readonly at: Date;
}

/** `full`, `delta`, or the number of a shard. */
export type ListName = string;

/** What is known of a list without reading it. */
export interface ListHead {
  readonly name: ListName;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** SHA-256 of the entries, lower-case hexadecimal. */
  readonly entriesHash: string;
  /** The latest `thisUpdate` of all lists of this name so far. */
  readonly latestAt: Date;
  /** Whether its second is later than that of every list of this name before it, so that a date in seconds stands for this one alone. */
  readonly datable: boolean;
}

export interface StoredList extends ListHead {
  readonly der: Buffer;
}

/** What an authority knows of a serial number. */
export interface SerialRecord {
  /** Whether something of that number was signed and is stored. */
  readonly issued: boolean;
  readonly revokedAt: Date | undefined;
}

export interface StoredResponder {
  /** Also the record under which the key is sealed. */
  readonly id: string;
  readonly authorityId: string;
  /** Lower-case hexadecimal. */
  readonly serialNumber: string;
  /** Name of the key's algorithm. */
  readonly algorithm: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly certificateDer: Buffer;
  readonly sealedKey: Buffer;
}

export interface RevocationStore {
  findPublisher(authorityId: string): Promise<Publisher | undefined>;
  /** Authorities whose lists have to be signed anew, those first that have waited longest. */
  listDue(now: Date, limit: number): Promise<readonly string[]>;
  /** Authorities whose lists come in parts, and in how many. */
  listSharded(): Promise<readonly { readonly authorityId: string; readonly shards: number }[]>;
  /** By serial number, those after `after`; without what had expired before `notBefore`. */
  listRevoked(authorityId: string, notBefore: Date, after: string, limit: number): Promise<readonly Revocation[]>;
  findList(authorityId: string, name: ListName): Promise<StoredList | undefined>;
  listHeads(authorityId: string): Promise<readonly ListHead[]>;
  findSerial(authorityId: string, serialNumber: string): Promise<SerialRecord>;
  /** The responder certificate that is valid now, and longest. */
  findResponder(authorityId: string, now: Date): Promise<StoredResponder | undefined>;

  /** Makes lists the current ones, in place of `previous`. Lists that are not among them stay. */
  publish(
    authorityId: string,
    next: Publication,
    lists: readonly StoredList[],
    previous: Publication | undefined,
    renewAt: Date,
  ): Change<'lists-superseded'>;
  /** Nothing will be published for this authority any more, or not before it is asked for. */
  settle(authorityId: string): Change<never>;
  /** Applies a change whole, and resolves when it is on disk: what is published here belongs to no call that would commit it. */
  commit(change: Change): Promise<void>;
  /** Adds a responder and forgets those that expired before `expiredBefore`. */
  addResponder(responder: StoredResponder, expiredBefore: Date): Change<never>;
}
