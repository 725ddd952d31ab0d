/** Errors of the operations on aliases (wire/kms.md sections 9 and 18). */
import { ALIASES_PER_ACCOUNT } from '../../../kms/aliases/aliases.js';

export const aliasExists = {
  AliasAlreadyExists: {
    status: 400,
    message: 'AliasName Already Exists.',
    cause: 'The account has an alias of this name.',
    advice: 'Choose another name, or lead the alias to another key with UpdateAlias.',
  },
} as const;

export const aliasLimit = {
  'Rejected.LimitExceeded': {
    status: 400,
    message: 'The request was rejected because user create resource limit was exceeded.',
    cause: `The account has ${ALIASES_PER_ACCOUNT} aliases.`,
    advice: 'Delete aliases that nobody uses; ListAliases lists them.',
  },
} as const;

/** Which error each refusal is. */
export const aliasRefusals = {
  'alias-exists': 'AliasAlreadyExists',
  'alias-limit': 'Rejected.LimitExceeded',
} as const;
