/** Certificate Management Service, private CA: cas-2020-06-30.md. Errors are those of its section 7, worded in English. */
import { defineProduct } from '../../spec/product.js';
import { usualDialect } from '../../spec/usual-dialect.js';
import type { CasServices } from './services.js';

export const cas = defineProduct<CasServices>()({
  code: 'cas',
  title: 'Certificate Management Service (private CA)',
  version: '2020-06-30',
  ramCode: 'yundun-cert',
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
  // What the domain in src/ca refuses, as the codes of section 7. Operations declare those that they can answer.
  refusals: {
    'authority-not-found': 'NotFound',
    'certificate-not-found': 'NotFound',
    'authority-not-issuing': 'OperationDenied.StatusNotSupport',
    'authority-below-revoked': 'OperationDenied.StatusNotSupport',
    'authority-not-revocable': 'OperationDenied.StatusNotSupport',
    'certificate-not-revocable': 'OperationDenied.StatusNotSupport',
    'not-a-certificate': 'OperationDenied.TypeNotSupport',
    'not-an-authority': 'OperationDenied.TypeNotSupport',
    'authority-expired': 'CertificateExpired',
    'roots-issue-authorities-only': 'OperationDenied.TypeNotSupport',
    'no-authorities-below': 'OperationDenied.NotSupport',
    'path-length-too-great': 'InvalidParameter.PathLenConstraint',
    'family-differs': 'NotSupportAlgorithm',
    'algorithm-switched-off': 'NotSupportAlgorithm',
    'custom-identifier-taken': 'AlreadyExists.CustomIdentifier',
    'one-sided-validity': 'InvalidParameter.BeforeTime',
    'end-not-after-start': 'InvalidParameter.AfterTime',
    'end-beyond-authority': 'InvalidParameter.AfterTime',
    'days-beyond-authority': 'InvalidParameter.Days',
    'months-beyond-authority': 'InvalidParameter.Months',
    'years-beyond-authority': 'InvalidParameter.Years',
    'no-private-key': 'NotSupport.MissingPrivateKey',
    'too-busy': 'Throttling.Api',
  },
  planned: [
    'AssignCertificateCount',
    'CreateCustomCertificate',
    'CreateExternalCACertificate',
    'DeleteClientCertificate',
    'DescribeClientCertificateForSerialNumber',
    'DescribeClientCertificateStatus',
    'DescribeClientCertificateStatusForSerialNumber',
    'DescribePcaAndExternalCACertificateList',
    'GetCAInstanceStatus',
    'GetCaInstanceCrlAddress',
    'ListAllEndEntityInstance',
    'ListCACertificateLog',
    'ListCert',
    'ListPcaCaCertificate',
    'ListRevokeCertificate',
    'ListTagResources',
    'MoveResourceGroup',
    'TagResources',
    'UntagResources',
    'UpdatePcaCertificate',
    'UploadPcaCertToCas',
  ],
});
