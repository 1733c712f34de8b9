/** lists/notices/<id>.yaml: what an authority published, and what stands in for names that it did not. */
import { covers, type Host } from '../../model/names/host.js';
import type {
  Notice,
  NoticeNamed,
  ReconstructedPlatform,
  Reconstruction,
} from '../../model/registry/jurisdiction.js';
import type { Platform } from '../../model/registry/platform.js';
import {
  hostName,
  integer,
  isoDate,
  list,
  maybe,
  need,
  oneOf,
  partialDate,
  type Read,
  record,
  text,
  url,
} from '../fields.js';
import type { YamlValue } from '../yaml.js';
import { fileId, type Located, located, type Reading } from './reading.js';

/** Platforms by id, complete once every file is read. */
export type PlatformsSoFar = ReadonlyMap<string, Platform>;

export function readNotice(
  path: string,
  root: YamlValue,
  reading: Reading,
  platforms: PlatformsSoFar,
): Notice | undefined {
  const read = record('a notice', {
    id: need(fileId(path)),
    profile: need(reading.ref('profile')),
    authority: need(text),
    date: need(partialDate),
    effective: maybe(partialDate),
    action: need(text),
    count_claimed: maybe(integer(1, 1_000_000)),
    named_by: maybe(oneOf(['authority', 'press'])),
    confidence: maybe(oneOf(['high', 'low'])),
    named: maybe(list(namedReader(reading))),
    urls: maybe(list(url)),
    reconstruction: maybe(reconstructionReader(reading, platforms)),
  })(root);
  if (!read) return undefined;
  return {
    id: read.id,
    profile: read.profile,
    authority: read.authority,
    date: read.date,
    effective: read.effective,
    action: read.action,
    countClaimed: read.count_claimed,
    namedBy: read.named_by ?? 'authority',
    confidence: read.confidence ?? 'high',
    named: read.named ?? [],
    urls: read.urls ?? [],
    reconstruction: read.reconstruction,
  };
}

function namedReader(reading: Reading): Read<NoticeNamed> {
  const read = record('a named platform', {
    name: need(text),
    platform: maybe(reading.ref('platform')),
    named_by: maybe(oneOf(['press'])),
  });
  return (value) => {
    const named = read(value);
    return named && { name: named.name, platform: named.platform, namedBy: named.named_by };
  };
}

function reconstructionReader(reading: Reading, platforms: PlatformsSoFar): Read<Reconstruction> {
  const ranked = record('a reconstructed platform', {
    rank: need(located(integer(1, 1_000_000))),
    platform: need(located(reading.ref('platform'))),
    hosts: need(list(located(hostName))),
    why: maybe(list(text)),
    sources: maybe(list(reading.ref('source'))),
  });
  const read = record('a reconstruction', {
    as_of: need(isoDate),
    statement: need(text),
    platforms: need(list(ranked)),
  });
  return (value) => {
    const stated = read(value);
    if (!stated) return undefined;
    const seen = new Map<string, YamlValue>();
    for (const [i, { rank, platform, hosts }] of stated.platforms.entries()) {
      if (rank.is !== i + 1)
        rank.value.report(
          `rank ${rank.is} stands where ${i + 1} is due`,
          'ranks run from 1 without gaps, in order',
        );
      if (seen.has(platform.is)) platform.value.report(`${platform.is} is ranked twice`, 'keep one of them');
      seen.set(platform.is, platform.value);
      reading.later(() => checkHosts(platforms.get(platform.is), hosts));
    }
    return {
      asOf: stated.as_of,
      statement: stated.statement,
      platforms: stated.platforms.map(
        (one): ReconstructedPlatform => ({
          rank: one.rank.is,
          platform: one.platform.is,
          hosts: one.hosts.map((host) => host.is),
          why: one.why ?? [],
          sources: one.sources ?? [],
        }),
      ),
    };
  };
}

function checkHosts(platform: Platform | undefined, hosts: readonly Located<Host>[]): void {
  if (!platform) return;
  for (const { is, value } of hosts) {
    if (!platform.sites.some((site) => covers(site.name, is)))
      value.report(
        `${is} is not below any site of ${platform.id}`,
        `add its site to platforms/${platform.id}.yaml`,
      );
  }
}
