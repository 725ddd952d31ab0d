/** Errors that several operations of this product answer with: cas-2020-06-30.md section 7. */

export const keyGenerationErrors = {
  NotSupportAlgorithm: {
    status: 400,
    message:
      'The algorithm is not supported here. A certificate must be of the family (RSA, ECC or SM2) of the CA that issues it; only the size may differ.',
  },
  'Throttling.Api': {
    status: 400,
    message: 'Too many key pairs or passwords are being worked on at the moment. Try again in a few seconds.',
  },
} as const;

export const issuerErrors = {
  MissingParentIdentifier: { status: 400, message: 'ParentIdentifier is mandatory for this action.' },
  'OperationDenied.StatusNotSupport': {
    status: 400,
    message:
      'The issuing CA or one above it is revoked. Only a CA whose status is ISSUE, below none that is revoked, can issue.',
  },
  CertificateExpired: { status: 400, message: 'The issuing CA has expired.' },
} as const;

export const csrErrors = {
  MissingCsr: { status: 400, message: 'Csr is mandatory for this action.' },
  ValidateCsrFailed: { status: 400, message: 'The CSR is not accepted. {Reason}' },
} as const;

export const privateKeyErrors = {
  'NotSupport.MissingPrivateKey': {
    status: 400,
    message:
      'The private key of this certificate is not held here: the certificate was issued from a CSR, whose key only its owner has.',
  },
} as const;
