/** lists/cordon.yaml alone, for commands that need no more of the registry than its settings. */
import { CordonError, type Problem } from '../model/errors.js';
import type { Settings } from '../model/registry/settings.js';
import { readSettings as readFields } from './registry/read-settings.js';
import { Reading } from './registry/reading.js';
import type { ListFile } from './registry.js';
import { parseYaml } from './yaml.js';

/** @throws CordonError `config` with every problem of the file; that it names no profile is one */
export function readSettings({ path, text }: ListFile): Settings {
  const reading = new Reading();
  const problems: Problem[] = reading.problems;
  const root = parseYaml(path, text, problems);
  const read = root && readFields(root, reading);
  const defaultProfile = read?.defaultProfile;
  if (problems.length === 0 && defaultProfile === undefined)
    problems.push({
      message: 'no default profile is named',
      at: { file: path },
      hint: 'write default_profile: …',
    });
  if (problems.length > 0 || !read || defaultProfile === undefined) throw new CordonError('config', problems);
  return { ...read, defaultProfile };
}
