/** Modules of src/ as plain JavaScript, for child processes that must start fast: no loader, no type check. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/**
 * Writes the modules, and all that they import, below `folder` (inside this repository, so that packages are found).
 * @param entries e.g. `src/observe/journal/sqlite.ts`; they become `<folder>/src/observe/journal/sqlite.js`
 */
export function writePlainSources(folder: string, entries: readonly string[]): void {
  const waiting = [...entries];
  const done = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const { outputText } = ts.transpileModule(readFileSync(path.join(ROOT, file), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        verbatimModuleSyntax: true,
      },
    });
    for (const [, specifier] of outputText.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g))
      waiting.push(path.join(path.dirname(file), `${specifier}.ts`));
    const target = path.join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}
