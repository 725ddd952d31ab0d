/** What the declarations say of an error code in an answer. */
import type { ApiError, Operation } from '../description/model';

/** The declaration of a code, the operation's own before those of its product and of the gateway. */
export function declarationOf({ errors }: Pick<Operation, 'errors'>, code: string): ApiError | undefined {
  const order = ['operation', 'product', 'gateway'] as const;
  return order.flatMap(from => errors.filter(error => error.from === from && isCode(error.code, code)))[0];
}

/** Whether a code in an answer is a declared one with its placeholders filled: `MissingUserName` is `Missing{P}`. */
export function isCode(declared: string, code: string): boolean {
  const parts = declared.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\w.-]+')}$`).test(code);
}

/** What a declared message says beyond the answer's: nothing, where that is the same with its placeholders filled. */
export function furtherMeaning({ message }: ApiError, answered: string): string | undefined {
  const parts = message.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`).test(answered) ? undefined : message.replace(/\{\w+\}/g, '…');
}

/** The parameter that an error is about, as far as code or message name one of the operation's. */
export function parameterOf(
  { request }: Pick<Operation, 'request'>,
  code: string,
  message: string,
): string | undefined {
  const words = new Set(`${code} ${message}`.split(/[^\w]+/).map(word => word.replace(/^Missing|^Invalid/, '')));
  return request.find(({ name }) => words.has(name))?.name;
}
