/** Issued certificates: reading them and their keys, revoking, deleting, uploading, in the order of the reference. */
import createRevokeClientCertificate from './CreateRevokeClientCertificate.js';
import deleteClientCertificate from './DeleteClientCertificate.js';
import describeCertificatePrivateKey from './DescribeCertificatePrivateKey.js';
import describeClientCertificate from './DescribeClientCertificate.js';
import describeClientCertificateForSerialNumber from './DescribeClientCertificateForSerialNumber.js';
import describeClientCertificateStatus from './DescribeClientCertificateStatus.js';
import describeClientCertificateStatusForSerialNumber from './DescribeClientCertificateStatusForSerialNumber.js';
import listCert from './ListCert.js';
import listClientCertificate from './ListClientCertificate.js';
import listRevokeCertificate from './ListRevokeCertificate.js';
import uploadPcaCertToCas from './UploadPcaCertToCas.js';

export const certificateOperations = [
  describeClientCertificate,
  listClientCertificate,
  listCert,
  describeCertificatePrivateKey,
  describeClientCertificateForSerialNumber,
  describeClientCertificateStatus,
  describeClientCertificateStatusForSerialNumber,
  createRevokeClientCertificate,
  listRevokeCertificate,
  deleteClientCertificate,
  uploadPcaCertToCas,
];
