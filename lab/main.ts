/** `npm run lab -- [command…]`: a command inside the lab, with the terminal; without one, a shell. */
import { CA_FILE, LISTS, STATE, startLab } from './lab.js';
import { SITES } from './sites/index.js';

async function enter(command: readonly string[]): Promise<number> {
  const lab = await startLab();
  // The interrupt is for the command; it ends, and the lab with it.
  process.on('SIGINT', () => {});
  process.stderr.write(`lab: lists in ${LISTS}, state in ${STATE}, authority in ${CA_FILE}\n`);
  try {
    return (await lab.exec(command, { terminal: true, env: { PS1: 'lab$ ' } })).code;
  } finally {
    await lab.stop();
  }
}

const sitesText = (): string =>
  SITES.map(
    ({ name, role, yields, listed }) =>
      `${name}${listed ? '' : ' (not listed)'}\n    ${role}\n    → ${yields}\n`,
  ).join('');

const command = process.argv.slice(2);
if (command[0] === '--sites') process.stdout.write(sitesText());
else
  try {
    process.exitCode = await enter(command.length > 0 ? command : [process.env.SHELL ?? 'sh']);
  } catch (error) {
    process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
