/** Instances of the service: what may be issued, and how much of it was, in the order of the reference. */
import assignCertificateCount from './AssignCertificateCount.js';
import getCaInstanceStatus from './GetCAInstanceStatus.js';
import listAllEndEntityInstance from './ListAllEndEntityInstance.js';

export const instanceOperations = [getCaInstanceStatus, assignCertificateCount, listAllEndEntityInstance];
