/** What an export wrote: a short table, or JSON. */
import { sha256 } from '../../model/digest.js';
import type { Release } from '../../release/read.js';
import type { LossRow, Rendering, Target } from '../../targets/target.js';
import type { CheckResult } from '../check-artifact.js';
import { grouped, table } from './table.js';

export interface ExportedTarget extends Rendering {
  readonly target: Target;
  readonly checks: readonly CheckResult[];
}

interface Row {
  readonly target: string;
  readonly file: string;
  readonly entries: string;
  readonly losses: string;
  readonly bytes: string;
  readonly digest: string;
  readonly checkedBy: string;
}

export function exportTable(release: Release, folder: string, exported: readonly ExportedTarget[]): string {
  const { profile, serial, title, counts } = release.manifest;
  const rows = exported.flatMap(rowsOf);
  const text = table<Row>(
    [
      { title: 'target', value: (row) => row.target },
      { title: 'file', value: (row) => row.file },
      { title: 'entries', value: (row) => row.entries, align: 'right' },
      { title: 'losses', value: (row) => row.losses, align: 'right' },
      { title: 'bytes', value: (row) => row.bytes, align: 'right' },
      { title: 'sha256', value: (row) => row.digest },
      { title: 'checked by', value: (row) => row.checkedBy },
    ],
    rows,
  );
  return `${text}\n${profile} serial ${serial} (${title}), ${grouped(counts.platforms)} platforms, sha256:${release.digest.slice(0, 12)} → ${folder}\n`;
}

/** Losses and checks are the target's; they stand in the line of its first file. */
function rowsOf(one: ExportedTarget): Row[] {
  return one.artifacts.map((artifact, i) => ({
    target: i === 0 ? `${one.target.id}${one.target.optIn ? ' (opt-in)' : ''}` : '',
    file: artifact.name,
    entries: grouped(artifact.entries),
    losses: i === 0 ? grouped(lossCount(one)) : '',
    bytes: grouped(artifact.bytes.length),
    digest: sha256(artifact.bytes).slice(0, 12),
    checkedBy: i === 0 ? checkedBy(one) : '',
  }));
}

const lossCount = (one: ExportedTarget): number => one.losses.reduce((sum, loss) => sum + loss.count, 0);

/** Programs that read the files and took them; `-` for none. */
export function checkedBy(one: ExportedTarget): string {
  const passed = one.checks.filter((check) => check.outcome === 'passed').map((check) => check.program);
  return passed.length > 0 ? [...new Set(passed)].join(', ') : '-';
}

export function exportJson(
  release: Release,
  folder: string,
  exported: readonly ExportedTarget[],
  losses: readonly LossRow[],
): string {
  const { profile, serial } = release.manifest;
  const artifacts = exported.flatMap((one) =>
    one.artifacts.map((artifact) => ({
      target: one.target.id,
      file: artifact.name,
      entries: artifact.entries,
      losses: lossCount(one),
      bytes: artifact.bytes.length,
      sha256: sha256(artifact.bytes),
      checks: one.checks.map(({ program, outcome }) => ({ program, outcome })),
    })),
  );
  return `${JSON.stringify({ profile, serial, digest: release.digest, folder, artifacts, losses })}\n`;
}
