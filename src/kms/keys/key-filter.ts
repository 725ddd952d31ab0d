/** Which keys a list shows (wire/kms.md section 6.3). */

/** Within a member any value will do, and every member that is given has to hold. An empty list holds for nothing. */
export interface KeyFilter {
  readonly states?: readonly string[];
  readonly specs?: readonly string[];
  readonly usages?: readonly string[];
  readonly ids?: readonly string[];
  /** Without the prefix. */
  readonly aliases?: readonly string[];
  readonly instanceIds?: readonly string[];
  readonly tagKeys?: readonly string[];
  readonly tagValues?: readonly string[];
  /** Nothing meets it: it asks for what no key of the account has. */
  readonly isImpossible?: boolean;
}
