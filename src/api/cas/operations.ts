/** What this product answers to, in the order of the reference: CAs, issuing, certificates. */
import type { Operation } from '../../spec/operation.js';
import assignCertificateCount from './AssignCertificateCount.js';
import createClientCertificate from './CreateClientCertificate.js';
import createClientCertificateWithCsr from './CreateClientCertificateWithCsr.js';
import createCustomCertificate from './CreateCustomCertificate.js';
import createExternalCaCertificate from './CreateExternalCACertificate.js';
import createRevokeClientCertificate from './CreateRevokeClientCertificate.js';
import createRootCaCertificate from './CreateRootCACertificate.js';
import createServerCertificate from './CreateServerCertificate.js';
import createServerCertificateWithCsr from './CreateServerCertificateWithCsr.js';
import createSubCaCertificate from './CreateSubCACertificate.js';
import deleteClientCertificate from './DeleteClientCertificate.js';
import describeCaCertificate from './DescribeCACertificate.js';
import describeCaCertificateCount from './DescribeCACertificateCount.js';
import describeCaCertificateList from './DescribeCACertificateList.js';
import describeCertificatePrivateKey from './DescribeCertificatePrivateKey.js';
import describeClientCertificate from './DescribeClientCertificate.js';
import describeClientCertificateForSerialNumber from './DescribeClientCertificateForSerialNumber.js';
import describeClientCertificateStatus from './DescribeClientCertificateStatus.js';
import describeClientCertificateStatusForSerialNumber from './DescribeClientCertificateStatusForSerialNumber.js';
import describePcaAndExternalCaCertificateList from './DescribePcaAndExternalCACertificateList.js';
import getCaInstanceStatus from './GetCAInstanceStatus.js';
import getCaInstanceCrlAddress from './GetCaInstanceCrlAddress.js';
import listAllEndEntityInstance from './ListAllEndEntityInstance.js';
import listCaCertificateLog from './ListCACertificateLog.js';
import listCert from './ListCert.js';
import listClientCertificate from './ListClientCertificate.js';
import listPcaCaCertificate from './ListPcaCaCertificate.js';
import listRevokeCertificate from './ListRevokeCertificate.js';
import listTagResources from './ListTagResources.js';
import moveResourceGroup from './MoveResourceGroup.js';
import type { CasServices } from './services.js';
import tagResources from './TagResources.js';
import untagResources from './UntagResources.js';
import updateCaCertificateStatus from './UpdateCACertificateStatus.js';
import updatePcaCertificate from './UpdatePcaCertificate.js';
import uploadPcaCertToCas from './UploadPcaCertToCas.js';

export const casOperations = (services: CasServices): Operation[] =>
  [
    createRootCaCertificate,
    createSubCaCertificate,
    createExternalCaCertificate,
    describeCaCertificate,
    describeCaCertificateList,
    describeCaCertificateCount,
    describePcaAndExternalCaCertificateList,
    listPcaCaCertificate,
    updatePcaCertificate,
    getCaInstanceCrlAddress,
    getCaInstanceStatus,
    assignCertificateCount,
    listAllEndEntityInstance,
    updateCaCertificateStatus,
    listCaCertificateLog,
    createClientCertificate,
    createClientCertificateWithCsr,
    createServerCertificate,
    createServerCertificateWithCsr,
    createCustomCertificate,
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
    tagResources,
    untagResources,
    listTagResources,
    moveResourceGroup,
  ].map(operation => operation(services));
