/** What a client's model made of an answer, beside the answer itself. */
import type { Answer } from './certificate-line.js';

/** Members of the answer that are not in the model, or not as they were sent: `KeyMetadata.KeyId`. Empty lists and objects are nothing. */
export function notInTheModel(answer: unknown, model: unknown, path = ''): string[] {
  if (Array.isArray(answer) && Array.isArray(model) && answer.length === model.length) {
    return answer.flatMap((item, index) => notInTheModel(item, model[index], `${path}[${index}]`));
  }
  if (isObject(answer) && (isObject(model) || isNothing(model))) {
    const members = Object.entries(answer).filter(([, value]) => !isNothing(value));
    return members.flatMap(([name, value]) =>
      notInTheModel(value, (model as Answer | undefined)?.[name], join(path, name)),
    );
  }
  return answer === model || (isNothing(answer) && isNothing(model)) ? [] : [path];
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
const isObject = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.values(value).every(isNothing));
