/** Where things are: of the project, and of the lab inside its own mount table. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
/** The project's folder: this file is in lab/ or, compiled, in build/lab/. */
export const PROJECT = HERE.endsWith('/build/lab') ? join(HERE, '../..') : join(HERE, '..');

/** Under a file system in memory, which hides what is there: nothing that is needed may be. Short, for sockets. */
const isFree = (folder: string): boolean =>
  existsSync(folder) && ![PROJECT, process.execPath].some((used) => `${used}/`.startsWith(`${folder}/`));
export const MOUNT_POINT = ['/mnt', '/media', '/srv', '/opt'].find(isFree) ?? '/mnt';

/** The lab's folder, as seen from inside. It goes with the namespace. */
export const FOLDER = `${MOUNT_POINT}/cordon-lab`;
export const LISTS = `${FOLDER}/lists`;
export const STATE = `${FOLDER}/state`;
export const CA_FILE = `${FOLDER}/ca.pem`;
