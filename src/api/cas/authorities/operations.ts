/** CAs: making them, reading them, their state and their log, in the order of the reference. */
import createExternalCaCertificate from './CreateExternalCACertificate.js';
import createRootCaCertificate from './CreateRootCACertificate.js';
import createSubCaCertificate from './CreateSubCACertificate.js';
import describeCaCertificate from './DescribeCACertificate.js';
import describeCaCertificateCount from './DescribeCACertificateCount.js';
import describeCaCertificateList from './DescribeCACertificateList.js';
import describePcaAndExternalCaCertificateList from './DescribePcaAndExternalCACertificateList.js';
import getCaInstanceCrlAddress from './GetCaInstanceCrlAddress.js';
import listCaCertificateLog from './ListCACertificateLog.js';
import listPcaCaCertificate from './ListPcaCaCertificate.js';
import updateCaCertificateStatus from './UpdateCACertificateStatus.js';
import updatePcaCertificate from './UpdatePcaCertificate.js';

export const authorityOperations = [
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
  updateCaCertificateStatus,
  listCaCertificateLog,
];
