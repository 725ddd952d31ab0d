/** The log of the main thread and of each further one: JSON lines, times as ISO 8601, faults with the lines of the sources. */
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.js';
import { withSources } from './files/source-trace.js';

/** @param level what is logged: that and what is graver */
export function serverLog(level: Config['log'], to: DestinationStream): Logger {
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: faultWithSources } },
    to,
  );
}

function faultWithSources(fault: Error) {
  const written = pino.stdSerializers.err(fault);
  return typeof written.stack === 'string' ? { ...written, stack: withSources(written.stack) } : written;
}
