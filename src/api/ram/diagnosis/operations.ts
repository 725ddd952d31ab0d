/** Why a call was denied. */
import decodeDiagnosticMessage from './DecodeDiagnosticMessage.js';

export const diagnosisOperations = [decodeDiagnosticMessage];
