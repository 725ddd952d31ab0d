/** All operations of instances, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import AdvanceDecrypt from './AdvanceDecrypt.js';
import AdvanceEncrypt from './AdvanceEncrypt.js';
import AdvanceGenerateDataKey from './AdvanceGenerateDataKey.js';
import AdvanceGenerateDataKeyPair from './AdvanceGenerateDataKeyPair.js';
import AdvanceGenerateDataKeyPairWithoutPlaintext from './AdvanceGenerateDataKeyPairWithoutPlaintext.js';
import Decrypt from './Decrypt.js';
import Encrypt from './Encrypt.js';
import GenerateDataKey from './GenerateDataKey.js';
import GenerateDataKeyPair from './GenerateDataKeyPair.js';
import GenerateDataKeyPairWithoutPlaintext from './GenerateDataKeyPairWithoutPlaintext.js';
import GenerateRandom from './GenerateRandom.js';
import GetPublicKey from './GetPublicKey.js';
import GetSecretValue from './GetSecretValue.js';
import Hmac from './Hmac.js';
import Sign from './Sign.js';
import type { KmsInstanceServices } from './services.js';
import Verify from './Verify.js';

const declared = [
  Encrypt,
  Decrypt,
  AdvanceEncrypt,
  AdvanceDecrypt,
  GenerateDataKey,
  AdvanceGenerateDataKey,
  GenerateDataKeyPair,
  GenerateDataKeyPairWithoutPlaintext,
  AdvanceGenerateDataKeyPair,
  AdvanceGenerateDataKeyPairWithoutPlaintext,
  Sign,
  Verify,
  GetPublicKey,
  Hmac,
  GenerateRandom,
  GetSecretValue,
];

export const kmsInstanceOperations = (services: KmsInstanceServices): Operation[] =>
  declared.map(operation => operation(services));
