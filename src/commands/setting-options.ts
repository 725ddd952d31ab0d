/** Options of commands, from the declared settings: what `--help` shows and what pages show is one text. */
import { type Command, Option } from 'commander';
import { defaultWords, type Setting } from '../settings/setting.js';

/** Adds the flags of these settings to a command; settings without one are left out. */
export function withSettings(command: Command, settings: readonly Setting<unknown>[]): Command {
  for (const setting of settings) {
    if (setting.flag !== undefined) command.addOption(optionOf(setting, setting.flag));
  }
  return command;
}

function optionOf(setting: Setting<unknown>, flag: string): Option {
  const [name = '', value] = flag.split(' ');
  const about = `${setting.why} (${setting.variable}, default: ${defaultWords(setting)})`;
  return new Option(value === undefined ? name : `${name} <${value}>`, about.replaceAll('`', ''));
}
