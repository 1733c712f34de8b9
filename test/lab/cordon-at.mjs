/**
 * `node cordon-at.mjs TIME COMMAND…`: the command line at another time of day, so that a test sees days go by. Needs a
 * build. Only what asks Cordon's own clock is moved; certificates are judged by the real one.
 */
import { run } from '../../dist/cli/main.js';

const [time, ...argv] = process.argv.slice(2);
const offsetMs = Date.parse(time) - Date.now();
process.exitCode = await run(argv, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(Date.now() + offsetMs),
  isTerminal: false,
});
