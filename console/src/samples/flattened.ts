/** Parameters as clients flatten them: `Tags.1.Key`. */
import type { SampleMember } from './sample';

/** Every value that is sent by itself, under its name on the wire. */
export function flattened(parameters: readonly SampleMember[]): SampleMember[] {
  return parameters.flatMap(({ name, value }): SampleMember[] => {
    if (value.kind === 'list') {
      return flattened(value.items.map((item, index) => ({ name: `${name}.${index + 1}`, value: item })));
    }
    if (value.kind === 'object') {
      return flattened(value.members.map(member => ({ name: `${name}.${member.name}`, value: member.value })));
    }
    return [{ name, value }];
  });
}
