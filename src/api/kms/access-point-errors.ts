/** Errors of the operations on network rules, policies, access points and client keys (kms-2016-01-20 sections 3.1 and 18). */

export const resourceNotFound = {
  'Forbidden.ResourceNotFound': { status: 404, message: 'Resource not found.' },
} as const;

export const resourceExists = {
  'Rejected.ResourceExist': {
    status: 409,
    message: 'The request was rejected because the resource already exists.',
  },
} as const;
