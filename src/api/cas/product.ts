/** Certificate Management Service, private CA: wire/cas.md. Errors are those of wire/cas.md section 7, worded in English. */

import type { CaReason } from '../../ca/refusals.js';
import { defineProduct } from '../../spec/product.js';
import { usualDialect } from '../../spec/usual-dialect.js';
import contract from '../contracts/cas-2020-06-30.json' with { type: 'json' };
import { lifecycles } from './lifecycles.js';
import type { CasServices } from './services.js';

export const cas = defineProduct<CasServices, CaReason>()({
  code: 'cas',
  title: 'Certificate Management Service (private CA)',
  version: '2020-06-30',
  ramCode: 'yundun-cert',
  since: '0.1.0',
  qps: 10,
  errors: {
    NotFound: {
      status: 400,
      message: 'The specified certificate does not exist.',
      cause: 'No CA or certificate of the account has this identifier. What another account has looks the same.',
      advice: 'Check the identifier: DescribeCACertificateList lists the CAs, ListClientCertificate the certificates.',
    },
  },
  dialect: {
    ...usualDialect,
    invalid: {
      value: {
        status: 400,
        code: 'InvalidParameter.{P}',
        message: 'The specified parameter "{P}" is not valid: it {Rule}.',
      },
    },
    denied: {
      status: 403,
      code: 'Forbidden.NoPermission',
      message: 'You are not authorized to do this operation. Resource: {Resource} Action: {Action}',
    },
    tokenReused: {
      status: 409,
      code: 'UpdateConflict',
      message: 'The ClientToken was used before with other parameters. Use a new token for another request.',
    },
  },
  // What the domain in src/ca refuses, as the codes of wire/cas.md section 7. Operations declare those that they can answer.
  refusals: {
    'authority-missing': 'NotFound',
    'certificate-missing': 'NotFound',
    'authority-not-issuing': 'OperationDenied.StatusNotSupport',
    'authority-below-revoked': 'OperationDenied.StatusNotSupport',
    'authority-not-revocable': 'OperationDenied.StatusNotSupport',
    'certificate-not-revocable': 'OperationDenied.StatusNotSupport',
    'certificate-pending': 'OperationDenied.StatusNotSupport',
    'certificate-not-revoked': 'InvalidStatus.DeleteProtection',
    'authority-has-issued': 'InvalidStatus.DeleteProtection',
    'not-a-certificate': 'OperationDenied.TypeNotSupport',
    'not-an-authority': 'OperationDenied.TypeNotSupport',
    'authority-expired': 'CertificateExpired',
    'authority-is-external': 'OperationDenied.NotSupport',
    'roots-issue-authorities-only': 'OperationDenied.TypeNotSupport',
    'named-like-an-authority': 'InvalidParameter.CommonName',
    'server-without-name': 'DomainFormatError',
    'purpose-not-granted': 'OperationDenied.NotSupport',
    'no-authorities-below': 'OperationDenied.NotSupport',
    'path-length-too-great': 'InvalidParameter.PathLenConstraint',
    'not-a-root': 'OperationDenied.TypeNotSupport',
    'family-differs': 'NotSupportAlgorithm',
    'algorithm-switched-off': 'NotSupportAlgorithm',
    'custom-identifier-exists': 'AlreadyExists.CustomIdentifier',
    'one-sided-validity': 'InvalidParameter.BeforeTime',
    'end-not-after-start': 'InvalidParameter.AfterTime',
    'end-beyond-authority': 'InvalidParameter.AfterTime',
    'days-beyond-authority': 'InvalidParameter.Days',
    'months-beyond-authority': 'InvalidParameter.Months',
    'years-beyond-authority': 'InvalidParameter.Years',
    'period-reversed': 'InvalidParameter.Validity',
    'period-beyond-authority': 'InvalidParameter.Validity',
    'content-refused': 'InvalidParameter.ApiPassthrough',
    'csr-asks-too-much': 'ValidateCsrFailed',
    'csr-part-unreadable': 'ValidateCsrFailed',
    'serial-number-taken': 'AlreadyExists.SerialNumber',
    'certificate-not-sound': 'SignError',
    'roots-have-no-limit': 'OperationDenied.TypeNotSupport',
    'limit-below-issued': 'InvalidParameter.CertTotalCount',
    'tags-not-sound': 'InvalidParameter.Tag',
    'tag-limit': 'LimitExceeded.Tags',
    'quota-used-up': 'InsufficientQuota',
    'marker-invalid': 'InvalidParameter.NextToken',
    'no-private-key': 'NotSupport.MissingPrivateKey',
    'too-busy': 'Throttling.Api',
  },
  kinds: {
    'cas.authority': ['CreateRootCACertificate', 'CreateSubCACertificate', 'CreateExternalCACertificate'],
    'cas.root': ['CreateRootCACertificate'],
    // Issues certificates: a root issues sub CAs only.
    'cas.issuer': ['CreateSubCACertificate'],
    'cas.certificate': [
      'CreateClientCertificate',
      'CreateServerCertificate',
      'CreateClientCertificateWithCsr',
      'CreateServerCertificateWithCsr',
      'CreateCustomCertificate',
    ],
    // Its private key is held here.
    'cas.certificate-with-key': ['CreateClientCertificate', 'CreateServerCertificate'],
  },
  lifecycles,
  contract,
});
