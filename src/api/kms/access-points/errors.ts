/** Errors of the operations on network rules, policies, access points and client keys (wire/kms.md sections 3.1 and 18). */

export const resourceNotFound = {
  'Forbidden.ResourceNotFound': {
    status: 404,
    message: 'Resource not found.',
    cause:
      'Nothing of this kind in the account has the name or id that the call gives. What another account has looks the same.',
    advice:
      'Check the name or id: ListNetworkRules, ListPolicies, ListApplicationAccessPoints and ListClientKeys list what there is.',
  },
} as const;

export const resourceExists = {
  'Rejected.ResourceExist': {
    status: 409,
    message: 'The request was rejected because the resource already exists.',
    cause: 'The account has something of this kind with the same name.',
    advice: 'Choose another name, or change what is there with the Update operation.',
  },
} as const;
