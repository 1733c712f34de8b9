/** The files of a lists folder that people curate, as texts. Releases are not among them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CordonError } from '../../model/errors.js';
import { LIST_FOLDERS, type ListFile } from '../../sources/registry.js';

const TOP = ['cordon.yaml', 'sources.yaml'] as const;

/** Sorted by path. @throws CordonError 'config' for what cannot be read or is not UTF-8. */
export function readListFiles(lists: string): ListFile[] {
  const top = TOP.filter((name) => existsSync(path.join(lists, name)));
  const below = LIST_FOLDERS.flatMap((folder) =>
    names(path.join(lists, folder)).map((name) => `${folder}/${name}`),
  );
  const problems: { message: string; at: { file: string } }[] = [];
  const files = [...top, ...below].sort().flatMap((name) => {
    try {
      return [
        {
          path: name,
          text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path.join(lists, name))),
        },
      ];
    } catch (error) {
      problems.push({
        message: error instanceof TypeError ? 'the file is not UTF-8' : String(error),
        at: { file: name },
      });
      return [];
    }
  });
  if (problems.length > 0) throw new CordonError('config', problems);
  return files;
}

function names(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => !name.startsWith('.') && /\.(?:ya?ml|txt)$/.test(name));
}
