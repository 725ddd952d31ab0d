/** The name of a project's folder, which is that of its package too. */
import type { SampleCall } from './sample';

/** `describe-certificate-private-key-python` */
export function projectName({ action }: Pick<SampleCall, 'action'>, languageId: string): string {
  const words = action.replace(/([a-z\d])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2');
  return `${words.toLowerCase()}-${languageId}`;
}
