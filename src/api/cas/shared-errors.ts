/** Errors that several operations of this product answer with: wire/cas.md section 7. */

export const keyGenerationErrors = {
  NotSupportAlgorithm: {
    status: 400,
    message:
      'The algorithm is not supported here. A certificate must be of the family (RSA, ECC or SM2) of the CA that issues it; only the size may differ.',
    advice:
      'Take an algorithm of the same family as FullAlgorithm of the issuing CA, as DescribeCACertificate shows it. The administrator may have switched RSA_1024 off.',
  },
  'Throttling.Api': {
    status: 400,
    message: 'Too many key pairs or passwords are being worked on at the moment. Try again in a few seconds.',
    advice: 'Wait as long as the header x-acs-retry-after says (milliseconds) and call again.',
  },
} as const;

export const issuerErrors = {
  MissingParentIdentifier: {
    status: 400,
    message: 'ParentIdentifier is mandatory for this action.',
    advice: 'Give the identifier of the CA that is to issue: DescribeCACertificateList lists them.',
  },
  'OperationDenied.StatusNotSupport': {
    status: 400,
    message:
      'The issuing CA or one above it is revoked. Only a CA whose status is ISSUE, below none that is revoked, can issue.',
    advice: 'Issue from another CA, or make a new one with CreateSubCACertificate.',
  },
  CertificateExpired: {
    status: 400,
    message: 'The issuing CA has expired.',
    advice: 'Make a new CA with CreateSubCACertificate and issue from that.',
  },
  'OperationDenied.NotSupport': {
    status: 400,
    message: 'The CA cannot issue this: {Why}.',
    advice:
      'Name another CA: one whose key is held here and whose ExtendedKeyUsages, where it has any, hold the purpose; for a sub CA a root or one whose PathLenConstraint is 1 or more.',
  },
  SignError: {
    status: 400,
    message: 'Nothing was signed, for the certificate would break {Citation}. {Finding}',
    cause: 'The request and the CSR together ask for a certificate that the standard does not allow.',
    advice: 'Change what the message names.',
  },
  InsufficientQuota: {
    status: 400,
    message: 'The issuing CA has issued as many certificates as it may.',
    advice: 'Allow it more with AssignCertificateCount, or delete revoked certificates that nobody needs.',
  },
} as const;

export const csrErrors = {
  MissingCsr: {
    status: 400,
    message: 'Csr is mandatory for this action.',
    advice: 'Give a CSR in PEM, such as `openssl req -new` makes.',
  },
  ValidateCsrFailed: {
    status: 400,
    message: 'The CSR is not accepted. {Reason}',
    advice:
      'Make a new CSR without the fault that the message names; `openssl req -in <file> -noout -text -verify` shows what a CSR holds and whether its signature is right.',
  },
} as const;

export const privateKeyErrors = {
  'NotSupport.MissingPrivateKey': {
    status: 400,
    message:
      'The private key of this certificate is not held here: the certificate was issued from a CSR, whose key only its owner has.',
    advice:
      'Use the key that the CSR was made with. A certificate whose key is made here comes from CreateClientCertificate or CreateServerCertificate.',
  },
} as const;

export const nameErrors = {
  'InvalidParameter.CommonName': {
    status: 400,
    message: 'The specified parameter "CommonName" is not valid. {Reason}',
    cause:
      'Relying parties know a CRL by the name of the CA that signs it, so no other certificate may have that name.',
    advice: 'Choose a CommonName that no CA of the account has together with the same other fields.',
  },
} as const;
