import { header, type RawRequest } from '../parameters.js';

/** The host that the caller addressed, in lower case and without its port; empty where it said none. It is not signed (wire/kms-instance.md section 2.2). */
export function addressedHost(request: Pick<RawRequest, 'headers'>): string {
  return (header(request, 'host') ?? '').toLowerCase().replace(/:\d+$/, '');
}
