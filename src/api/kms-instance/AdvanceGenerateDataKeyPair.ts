import { pairOperation } from './data-key-pair.js';

export default pairOperation({
  action: 'AdvanceGenerateDataKeyPair',
  isAdvanced: true,
  showsPrivateKey: true,
});
