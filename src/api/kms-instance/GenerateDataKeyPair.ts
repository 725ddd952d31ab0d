import { pairOperation } from './data-key-pair.js';

export default pairOperation({
  action: 'GenerateDataKeyPair',
  isAdvanced: false,
  showsPrivateKey: true,
});
