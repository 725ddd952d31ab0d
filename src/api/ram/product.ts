/** Resource Access Management: wire/ram-sts.md sections 9 to 11. */

import type { IdentityReason } from '../../identity/refusals.js';
import { defineProduct } from '../../spec/product.js';
import { usualDialect } from '../../spec/usual-dialect.js';
import contract from '../contracts/ram-2015-05-01.json' with { type: 'json' };
import type { RamServices } from './services.js';

export const ram = defineProduct<RamServices, IdentityReason>()({
  code: 'ram',
  title: 'Resource Access Management',
  version: '2015-05-01',
  ramCode: 'ram',
  since: '0.1.0',
  // What STS documents (wire/ram-sts.md section 12); the pages of RAM say nothing. With ten, Terraform fails on forty users: it does not try again.
  qps: 100,
  errors: {},
  dialect: {
    ...usualDialect,
    // The vendor's words, which scripts look for, and after them the rule, so that somebody can mend the call.
    invalid: {
      value: { status: 400, code: 'InvalidParameter.{P}', message: 'The parameter - "{P}" is incorrect. It {Rule}.' },
      characters: {
        status: 400,
        code: 'InvalidParameter.{P}.InvalidChars',
        message: 'The parameter - "{P}" contains invalid chars. It {Rule}.',
      },
      length: {
        status: 400,
        code: 'InvalidParameter.{P}.Length',
        message: 'The parameter - "{P}" beyond the length limit. It {Rule}.',
      },
      format: {
        status: 400,
        code: 'InvalidParameter.{P}.Format',
        message: 'The format of the parameter - "{P}" is incorrect. It {Rule}.',
      },
    },
    denied: {
      status: 403,
      code: 'NoPermission',
      message: 'You are not authorized to do this action. Resource: {Resource} Action: {Action}',
    },
    internal: { status: 500, code: 'InternalError', message: 'An internal error occurred.' },
  },
  refusals: {
    'user-missing': 'EntityNotExist.User',
    'user-exists': 'EntityAlreadyExists.User',
    'user-limit': 'LimitExceeded.User',
    'user-has-access-keys': 'DeleteConflict.User.AccessKey',
    'user-has-policies': 'DeleteConflict.User.Policy',
    'user-has-groups': 'DeleteConflict.User.Group',
    'group-missing': 'EntityNotExist.Group',
    'group-exists': 'EntityAlreadyExists.Group',
    'group-limit': 'LimitExceeded.Group',
    'group-has-users': 'DeleteConflict.Group.User',
    'group-has-policies': 'DeleteConflict.Group.Policy',
    'role-missing': 'EntityNotExist.Role',
    'role-exists': 'EntityAlreadyExists.Role',
    'role-limit': 'LimitExceeded.Role',
    'role-has-policies': 'DeleteConflict.Role.Policy',
    'membership-missing': 'EntityNotExist.User.Group',
    'membership-exists': 'EntityAlreadyExists.User.Group',
    'membership-limit': 'LimitExceeded.User.Group',
    'access-key-missing': 'EntityNotExist.User.AccessKey',
    'access-key-limit': 'LimitExceeded.User.AccessKey',
    'last-root-access-key': 'InvalidOperation.LastRootAccessKey',
    'policy-missing': 'EntityNotExist.Policy',
    'policy-exists': 'EntityAlreadyExists.Policy',
    'policy-limit': 'LimitExceeded.Policy',
    'policy-malformed': 'MalformedPolicyDocument',
    'policy-attached-to-user': 'DeleteConflict.Policy.User',
    'policy-attached-to-group': 'DeleteConflict.Policy.Group',
    'policy-attached-to-role': 'DeleteConflict.Role.Policy',
    'policy-version-missing': 'EntityNotExist.Policy.Version',
    'policy-version-is-default': 'DeleteConflict.Policy.Version.Default',
    'policy-version-limit': 'LimitExceeded.Policy.Version',
    'policy-version-raced': 'OperationConflict.Policy.Version',
    'policy-has-versions': 'DeleteConflict.Policy.Version',
    'user-attachment-missing': 'EntityNotExist.User.Policy',
    'user-attachment-exists': 'EntityAlreadyExists.User.Policy',
    'user-attachment-limit': 'LimitExceeded.User.Policy',
    'group-attachment-missing': 'EntityNotExist.Group.Policy',
    'group-attachment-exists': 'EntityAlreadyExists.Group.Policy',
    'group-attachment-limit': 'LimitExceeded.Group.Policy',
    'role-attachment-missing': 'EntityNotExist.Role.Policy',
    'role-attachment-exists': 'EntityAlreadyExists.Role.Policy',
    'role-attachment-limit': 'LimitExceeded.Role.Policy',
    'tag-limit': 'LimitExceeded.Tag',
    'marker-invalid': 'InvalidParameter.Marker',
  },
  kinds: {
    'ram.user': ['CreateUser'],
    'ram.group': ['CreateGroup'],
    'ram.role': ['CreateRole'],
    'ram.access-key': ['CreateAccessKey'],
    'ram.policy': ['CreatePolicy'],
  },
  contract,
});
