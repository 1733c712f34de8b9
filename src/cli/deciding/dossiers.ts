/** The journal's facts of a platform, gathered into a dossier. */
import type { Dossier } from '../../decide/documents.js';
import { type LocatedAddress, makeDossier } from '../../decide/dossier.js';
import type { CountryCode, IsoDate, Platform } from '../../model/registry/platform.js';
import type { Settings } from '../../model/registry/settings.js';
import type { Fact, Journal } from '../../observe/journal/journal.js';
import { seenAddresses } from '../../observe/run/locate-addresses.js';
import { observedNames } from '../../observe/run/observed-names.js';

export interface DossierSource {
  readonly journal: Journal;
  readonly settings: Settings;
  readonly today: IsoDate;
  readonly evidenceDays: number;
}

const LOCATION_VANTAGE = 'databases';

export async function dossierOf(platform: Platform, source: DossierSource): Promise<Dossier> {
  return makeDossier({
    platform,
    pages: await pagesOf(platform, source.journal),
    addresses: await addressesOf(platform, source),
    vantageCountry: countriesOf(source.settings),
    today: source.today,
    evidenceDays: source.evidenceDays,
  });
}

/** Pages at the hosts that the registry knows; names that were only found belong to it once a person says so. */
async function pagesOf(platform: Platform, journal: Journal): Promise<Fact[]> {
  const names = observedNames([platform]).flatMap(({ name, kind }) =>
    kind === 'site' ? [name, `www.${name}`] : [name],
  );
  const pages: Fact[] = [];
  for (const name of new Set(names))
    for (const scheme of ['https', 'http'])
      pages.push(...(await journal.factsOfOrigin(`${scheme}://${name}`, 'page')));
  return pages;
}

async function addressesOf(
  platform: Platform,
  { journal, today, evidenceDays }: DossierSource,
): Promise<LocatedAddress[]> {
  const seenSince = new Date(Date.parse(`${today}T00:00:00Z`) - evidenceDays * 86_400_000).toISOString();
  const byAddress = new Map<string, string[]>();
  for (const one of observedNames([platform]))
    for (const address of (await seenAddresses({ names: [one], journal, seenSince })).keys())
      byAddress.set(address, [...(byAddress.get(address) ?? []), one.name]);
  const located: LocatedAddress[] = [];
  for (const [address, names] of byAddress) {
    const location = await journal.lastAttempt(address, 'location', LOCATION_VANTAGE);
    if (location) located.push({ address, names, location });
  }
  return located;
}

/** Pages are kept under `crawl`, or under `crawl/<vantage>` where the crawler's place has a name. */
function countriesOf({ vantages }: Settings): (vantage: string) => CountryCode | null {
  const countries = new Map<string, CountryCode | null>(
    vantages.map(({ id, country }) => [`crawl/${id}`, country ?? null]),
  );
  return (vantage) => countries.get(vantage) ?? null;
}
