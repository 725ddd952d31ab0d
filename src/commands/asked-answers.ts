/** What a command asks whoever runs it: at a terminal without showing what is typed, else one line of the input for each question. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { SettingError } from '../settings/setting.js';

export interface Answers {
  /** @throws SettingError where the input ends without an answer */
  secret(question: string): Promise<string>;
}

/** No more of a line is kept than anybody types. */
const LONGEST = 1024;

export function askedAnswers(input: Readable & { readonly isTTY?: boolean }, output: Writable): Answers {
  return input.isTTY === true ? typed(input as NodeJS.ReadStream, output) : piped(input);
}

function piped(input: Readable): Answers {
  let lines: AsyncIterator<string> | undefined;
  return {
    secret: async question => {
      lines ??= createInterface({ input })[Symbol.asyncIterator]();
      const { value, done } = await lines.next();
      if (done === true || value === '') throw new SettingError(`The input has no line for this: ${question.trim()}`);
      return String(value);
    },
  };
}

/** Raw mode: the terminal shows nothing, so ends, corrections and Ctrl-C are read here. */
function typed(input: NodeJS.ReadStream, output: Writable): Answers {
  return {
    secret: question =>
      new Promise((resolve, reject) => {
        let answer = '';
        output.write(question);
        input.setRawMode(true);
        input.setEncoding('utf8');
        const end = (settle: () => void) => {
          input.off('data', read);
          input.setRawMode(false);
          input.pause();
          output.write('\n');
          settle();
        };
        const read = (characters: string) => {
          for (const character of characters) {
            if (character === '\r' || character === '\n') return end(() => resolve(answer));
            if (character === '\u0003' || character === '\u0004')
              return end(() => reject(new SettingError('Nothing was answered.')));
            if (character === '\u007f' || character === '\b') answer = [...answer].slice(0, -1).join('');
            else if (answer.length < LONGEST) answer += character;
          }
        };
        input.on('data', read);
        input.resume();
      }),
  };
}
