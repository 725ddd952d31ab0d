/** What policies are attached to, and what attaching, detaching and deleting them is refused with. */

/** What a policy can be attached to. */
export type PolicyHolderKind = 'user' | 'group' | 'role';

export interface PolicyHolder {
  readonly kind: PolicyHolderKind;
  readonly accountId: string;
  readonly id: string;
}

export type AttachmentReason<Kind extends PolicyHolderKind> = `${Kind}-attachment-${'missing' | 'exists' | 'limit'}`;

/** What stands in the way of deleting a policy, in the order in which it is looked for. */
export type PolicyInUse = `policy-attached-to-${PolicyHolderKind}` | 'policy-has-versions';
