/** `npm run lab -- [command…]`: a command inside the lab, with the terminal; without one, a shell. */
import { CA_FILE, LISTS, STATE, startLab } from './lab.js';

const command = process.argv.slice(2);
try {
  const lab = await startLab();
  // The interrupt is for the command; it ends, and the lab with it.
  process.on('SIGINT', () => {});
  process.stderr.write(`lab: lists in ${LISTS}, state in ${STATE}, authority in ${CA_FILE}\n`);
  const { code } = await lab.exec(command.length > 0 ? command : [process.env.SHELL ?? 'sh'], {
    terminal: true,
    env: { PS1: 'lab$ ' },
  });
  await lab.stop();
  process.exitCode = code;
} catch (error) {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
