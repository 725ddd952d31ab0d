import { dataKeyOperation } from './data-key.js';

export default dataKeyOperation({
  action: 'AdvanceGenerateDataKey',
  description: 'The encrypted form says how it was made: AdvanceDecrypt needs nothing beside it but the Aad.',
  seeAlso: ['AdvanceDecrypt', 'GenerateDataKey'],
  isAdvanced: true,
});
