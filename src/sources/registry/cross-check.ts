/** What no file can know alone. */
import type { Problem } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import type { ReadPlatform } from './read-platform.js';
import type { Named, Reading } from './reading.js';

export function crossCheck(
  reading: Reading,
  platforms: readonly ReadPlatform[],
  known: Readonly<Record<Named, ReadonlySet<string>>>,
): void {
  for (const { kind, id, value } of reading.references) {
    if (!known[kind].has(id))
      value.report(`there is no ${kind} ${id}`, nearestHint(id, known[kind]) ?? HINTS[kind]);
  }
  const owners = ownersOfSites(platforms);
  checkShared(platforms);
  for (const { relatedAt } of platforms) {
    for (const { site, platform } of relatedAt) {
      const owner = owners.get(site.is);
      if (owner === undefined)
        site.value.report(`${site.is} is not a site of any platform`, `add it to platforms/${platform}.yaml`);
      else if (owner !== platform)
        site.value.report(`${site.is} belongs to ${owner}, not to ${platform}`, `write platform: ${owner}`);
    }
  }
  for (const check of reading.lateChecks) check();
}

const HINTS: Readonly<Record<Named, string>> = {
  platform: 'add its file to platforms/',
  source: 'describe it in sources.yaml',
  notice: 'add its file to notices/',
  profile: 'add its file to profiles/',
};

function ownersOfSites(platforms: readonly ReadPlatform[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { platform, siteAt } of platforms) {
    for (const { is, value } of siteAt) {
      const owner = owners.get(is);
      if (owner === undefined) owners.set(is, platform.id);
      else {
        const twice = owner === platform.id ? 'is listed twice' : `is a site of ${owner} already`;
        value.report(
          `${is} ${twice}`,
          owner === platform.id
            ? 'keep one of them'
            : 'a site belongs to one platform; write it under related',
        );
      }
    }
  }
  return owners;
}

/** A host of third parties is never listed: that would cut off strangers. */
function checkShared(platforms: readonly ReadPlatform[]): void {
  const shared = new Map<string, string>();
  for (const { platform, sharedAt } of platforms) for (const { is } of sharedAt) shared.set(is, platform.id);
  for (const { siteAt } of platforms) {
    for (const { is, value } of siteAt) {
      const by = shared.get(is);
      if (by !== undefined)
        value.report(`${is} is a shared host of ${by}`, 'a host that others share is never a site');
    }
  }
}

/** By file, line and column: the order in which a person works through them. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = ({ at }: Problem): readonly [string, number, number] => [
    at?.file ?? '',
    at?.line ?? 0,
    at?.column ?? 0,
  ];
  return [...problems].sort((a, b) => {
    const [fileA, lineA, columnA] = key(a);
    const [fileB, lineB, columnB] = key(b);
    return fileA < fileB ? -1 : fileA > fileB ? 1 : lineA - lineB || columnA - columnB;
  });
}
