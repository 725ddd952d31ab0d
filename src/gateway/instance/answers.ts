/** Answers of the instance protocol: wire/kms-instance.md sections 2.4 and 2.5. The RequestId is a field of the message. */
import type { ApiError } from '../../spec/errors.js';
import { integer, string } from '../../spec/field.js';
import type { Operation } from '../../spec/operation.js';
import { encodeMessage } from '../../spec/protobuf.js';

/** The message of every error. */
export const errorMessage = {
  StatusCode: integer({ number: 1, about: 'The HTTP status, once more.', example: 400 }),
  ErrorCode: string({ number: 2, about: 'The code.', example: 'InvalidParameter' }),
  ErrorMessage: string({ number: 3, about: 'What is wrong.', example: 'The specified parameter is not valid.' }),
  RequestId: string({ number: 4, about: 'The id of the request.', example: '09470F19-CEE8-5C63-BF2C-02B5E3F07A17' }),
} as const;

/** The message of a success and the headers that go beside it. */
export function encodeResult(
  operation: Operation,
  result: Readonly<Record<string, unknown>>,
): { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> } {
  const headers = Object.entries(operation.response).flatMap(([name, { header }]) =>
    header === undefined || result[name] === undefined ? [] : [[header, String(result[name])] as const],
  );
  return { body: encodeMessage(operation.response, result), headers: Object.fromEntries(headers) };
}

/** In the words of this protocol where the gateway has its own: official clients try again only what they know. */
export function encodeError({ status, code, message }: ApiError, RequestId: string): Uint8Array {
  const { code: ErrorCode, message: ErrorMessage } = WORDS[code] ?? { code, message };
  return encodeMessage(errorMessage, { StatusCode: status, ErrorCode, ErrorMessage, RequestId });
}

const WORDS: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  ServiceUnavailable: { code: 'ServiceUnavailableTemporary', message: 'Service Unavailable Temporary.' },
  InternalError: { code: 'InternalFailure', message: 'Internal Failure.' },
};
