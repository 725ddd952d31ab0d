/** Calls of a client whose models are compared with the answers as they were sent. */
import type { Answer, Call } from './certificate-line.js';
import { notInTheModel } from './compared-answers.js';
import type { TappedServer } from './tapped-server.js';

interface Unreadable extends Error {
  readonly unreadable?: string;
}

/**
 * Answers what was sent.
 *
 * @param call goes through the tap
 * @param unread gets what the client's model left out or read as something else: `DescribeKey KeyMetadata.KeyId`
 */
export function comparedCall(call: Call, tap: TappedServer, unread: Set<string>): Call {
  return async (action, parameters) => {
    const model = await call(action, parameters).catch((error: Unreadable) => {
      if (error.unreadable === undefined) throw error;
      unread.add(`${action}: ${error.unreadable}`);
      return undefined;
    });
    const answer: Answer = tap.lastAnswer();
    if (model === undefined) return answer;
    for (const member of notInTheModel(answer, model)) unread.add(`${action} ${member}`);
    return answer;
  };
}
