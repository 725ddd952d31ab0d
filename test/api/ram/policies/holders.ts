/** What policies are attached to: a user, a group, a role. Tests that are the same for each are told by these what to call and what to expect. */
import type { ProductAnswer } from '../../../product-calls.js';
import type { SignedClient } from '../../../signed-client.js';
import { answer, error, invalidCharacters, noAttachment, noGroup, noUser, tooLong, wrongUserNames } from '../calls.js';
import { noRole, ofService } from '../roles/trust.js';

export interface Holder {
  /** As the names of operations have it: `AttachPolicyToUser`. */
  readonly kind: 'User' | 'Group' | 'Role';
  /** The parameter that names it. */
  readonly parameter: string;
  readonly make: (client: SignedClient, name: string) => Promise<unknown>;
  readonly absent: ProductAnswer;
  readonly attachedAlready: ProductAnswer;
  readonly notAttached: ProductAnswer;
  readonly beyondLimit: ProductAnswer;
  readonly mostCustomPolicies: number;
  readonly wrongNames: readonly (readonly [string, ProductAnswer])[];
}

export const holders: readonly Holder[] = [
  {
    kind: 'User',
    parameter: 'UserName',
    make: (client, UserName) => answer(client, 'CreateUser', { UserName }),
    absent: noUser,
    attachedAlready: error('EntityAlreadyExists.User.Policy', 'The user has already been attached this policy.', 409),
    notAttached: noAttachment,
    beyondLimit: error(
      'LimitExceeded.User.Policy',
      'The policy count of the user attached policies beyond the current limits.',
      409,
    ),
    mostCustomPolicies: 10,
    wrongNames: wrongUserNames('UserName'),
  },
  {
    kind: 'Group',
    parameter: 'GroupName',
    make: (client, GroupName) => answer(client, 'CreateGroup', { GroupName }),
    absent: noGroup,
    // The cloud says "user" of a group too.
    attachedAlready: error('EntityAlreadyExists.Group.Policy', 'The user has already been attached this policy.', 409),
    notAttached: error('EntityNotExist.Group.Policy', 'The indicate policy attached to the group does not exist.', 404),
    beyondLimit: error('LimitExceeded.Group.Policy', 'The policy count of the group beyond the current limits.', 409),
    mostCustomPolicies: 5,
    wrongNames: wrongUserNames('GroupName'),
  },
  {
    kind: 'Role',
    parameter: 'RoleName',
    make: (client, RoleName) => answer(client, 'CreateRole', { RoleName, AssumeRolePolicyDocument: ofService }),
    absent: noRole,
    attachedAlready: error('EntityAlreadyExists.Role.Policy', 'The role has already been attached this policy.', 409),
    notAttached: error('EntityNotExist.Role.Policy', 'The indicate policy attached to the role does not exist.', 404),
    beyondLimit: error(
      'LimitExceeded.Role.Policy',
      'The count of policies attached to the role beyond the current limits.',
      409,
    ),
    mostCustomPolicies: 5,
    wrongNames: [
      ['a_b', invalidCharacters('RoleName')],
      ['a b', invalidCharacters('RoleName')],
      ['a'.repeat(65), tooLong('RoleName')],
    ],
  },
];
