import { pairOperation } from './data-key-pair.js';

export default pairOperation({
  action: 'AdvanceGenerateDataKeyPairWithoutPlaintext',
  isAdvanced: true,
  showsPrivateKey: false,
});
