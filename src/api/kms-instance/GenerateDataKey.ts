import { dataKeyOperation } from './data-key.js';

export default dataKeyOperation({
  action: 'GenerateDataKey',
  description:
    'Encrypt your data with it, keep the encrypted form and the Iv beside the data, and forget the clear one: Decrypt gives it back.',
  seeAlso: ['Decrypt', 'AdvanceGenerateDataKey'],
  isAdvanced: false,
});
