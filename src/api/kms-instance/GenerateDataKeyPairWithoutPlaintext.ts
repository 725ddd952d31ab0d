import { pairOperation } from './data-key-pair.js';

export default pairOperation({
  action: 'GenerateDataKeyPairWithoutPlaintext',
  isAdvanced: false,
  showsPrivateKey: false,
});
