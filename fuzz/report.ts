/** What a person is told of a fault: the request, the smallest that still meets it, and the answers. */
import type { RawAnswer } from '../test/raw-connection.js';
import type { Attack } from './attack.js';
import { signedFrame, smallerFrames } from './frames/frame.js';
import type { GeneratorSettings } from './generate.js';
import { shrunk, smallerSketches, withFreshNonce } from './shrink.js';
import { bytesOf, signed } from './sketch.js';

/** @param isStillThere sends a request and tells whether it meets the same fault */
export async function reportOf(
  attack: Attack,
  answers: readonly RawAnswer[],
  { seed, host }: Pick<GeneratorSettings, 'seed' | 'host'>,
  isStillThere: (bytes: Buffer) => Promise<boolean>,
): Promise<string> {
  const { number, kind, version, action, bytes } = attack;
  const smallest = kind === 'signed' ? await smallestOf(attack, host, isStillThere) : shown(attack);
  return [
    `request ${number} of seed ${seed} (${kind}), ${version} ${action}`,
    `smallest: ${JSON.stringify(smallest).slice(0, 4000)}`,
    `sent: ${JSON.stringify(bytes.toString('latin1').slice(0, 4000))}`,
    `answered: ${JSON.stringify(answers.map(it => `${it.head}\r\n\r\n${it.body.toString()}`.slice(0, 2000)))}`,
  ].join('\n');
}

async function smallestOf(
  attack: Attack,
  host: string,
  isStillThere: (bytes: Buffer) => Promise<boolean>,
): Promise<object> {
  if (attack.protocol === 'instance') {
    const frame = await shrunk(attack.frame, smallerFrames, it => isStillThere(bytesOf(signedFrame(it, host))));
    return shown({ ...attack, frame });
  }
  const sketch = await shrunk(attack.sketch, smallerSketches, it =>
    isStillThere(bytesOf(signed(withFreshNonce(it), host))),
  );
  return shown({ ...attack, sketch });
}

/** Without the key that signs. */
function shown(attack: Attack): object {
  if (attack.protocol === 'instance') {
    const { signer, fields, ...rest } = attack.frame;
    return { ...rest, signer: signer.id, fields: fields.map(field => field.toString('hex').slice(0, 2000)) };
  }
  const { signer: _, body, ...rest } = attack.sketch;
  return { ...rest, body: body?.toString('latin1') };
}
