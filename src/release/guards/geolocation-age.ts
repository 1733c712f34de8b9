/** A geolocation database that nobody renews gives yesterday's places. */
import type { IsoDate } from '../../model/registry/platform.js';
import { judgeMeasure } from './measure.js';
import type { Accepting, Judgement } from './verdict.js';

/** One database that the list's places rest on. */
export interface UsedDatabase {
  readonly id: string;
  /** sha256 of the file. */
  readonly digest: string;
  /** The day on which its publisher built it. */
  readonly built: IsoDate;
}

export function judgeGeolocationAge(
  databases: readonly UsedDatabase[],
  mostDays: number,
  accepting: Accepting,
): Judgement {
  const aged = databases
    .map((one) => ({ ...one, days: daysBetween(one.built, accepting.today) }))
    .sort((a, b) => b.days - a.days || (a.id < b.id ? -1 : 1));
  const [oldest] = aged;
  return judgeMeasure(
    {
      guard: 'geolocation-age',
      measured: Math.max(oldest?.days ?? 0, 0),
      worse: 'more',
      hold: mostDays,
      checked: databases.length,
      say: (line) => `the geolocation database ${oldest?.id} is ${oldest?.days} days old, over ${line}`,
      unit: 'days',
      causes: aged
        .filter(({ days }) => days > mostDays)
        .map(({ id, built, days }) => `${id} was built on ${built}, ${days} days ago`),
      advice: 'put a newer file in place, and its sha256 into cordon.yaml under geolocation',
    },
    accepting,
  );
}

const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
