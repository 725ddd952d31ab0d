/** Keys, their versions, and encryption with them, in the order of the reference. */
import asymmetricDecrypt from './AsymmetricDecrypt.js';
import asymmetricEncrypt from './AsymmetricEncrypt.js';
import asymmetricSign from './AsymmetricSign.js';
import asymmetricVerify from './AsymmetricVerify.js';
import cancelKeyDeletion from './CancelKeyDeletion.js';
import createKey from './CreateKey.js';
import createKeyVersion from './CreateKeyVersion.js';
import decrypt from './Decrypt.js';
import describeKey from './DescribeKey.js';
import describeKeyVersion from './DescribeKeyVersion.js';
import disableKey from './DisableKey.js';
import enableKey from './EnableKey.js';
import encrypt from './Encrypt.js';
import exportDataKey from './ExportDataKey.js';
import generateAndExportDataKey from './GenerateAndExportDataKey.js';
import generateDataKey from './GenerateDataKey.js';
import generateDataKeyWithoutPlaintext from './GenerateDataKeyWithoutPlaintext.js';
import generateMac from './GenerateMac.js';
import getPublicKey from './GetPublicKey.js';
import listKeys from './ListKeys.js';
import listKeyVersions from './ListKeyVersions.js';
import reEncrypt from './ReEncrypt.js';
import scheduleKeyDeletion from './ScheduleKeyDeletion.js';
import setDeletionProtection from './SetDeletionProtection.js';
import updateKeyDescription from './UpdateKeyDescription.js';
import updateRotationPolicy from './UpdateRotationPolicy.js';
import verifyMac from './VerifyMac.js';

export const keyOperations = [
  createKey,
  describeKey,
  listKeys,
  updateKeyDescription,
  enableKey,
  disableKey,
  setDeletionProtection,
  scheduleKeyDeletion,
  cancelKeyDeletion,
  createKeyVersion,
  describeKeyVersion,
  listKeyVersions,
  updateRotationPolicy,
  encrypt,
  decrypt,
  generateDataKey,
  generateDataKeyWithoutPlaintext,
  exportDataKey,
  generateAndExportDataKey,
  reEncrypt,
  getPublicKey,
  asymmetricSign,
  asymmetricVerify,
  asymmetricEncrypt,
  asymmetricDecrypt,
  generateMac,
  verifyMac,
];
