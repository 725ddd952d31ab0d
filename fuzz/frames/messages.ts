/** All operations of instances with their messages, out of the contract of the official clients. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../../test/instance-client.js';

export const INSTANCE_VERSION = 'dkms-gcs-0.2';

export interface FrameOperation {
  readonly version: string;
  readonly action: string;
  readonly request: Message;
  readonly response: Message;
}

/** @param project the directory of the project */
export function readMessages(project: string): FrameOperation[] {
  const file = join(project, `src/api/contracts/kms-instance-${INSTANCE_VERSION}.json`);
  const contract = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    Pick<FrameOperation, 'request' | 'response'>
  >;
  return Object.entries(contract).map(([action, { request, response }]) => ({
    version: INSTANCE_VERSION,
    action,
    request,
    response,
  }));
}
