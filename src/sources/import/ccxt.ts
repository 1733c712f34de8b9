/** Candidates from exchange descriptions as ccxt writes them: id, name, countries, urls. */
import { type Candidates, type Claim, candidateFiles, type KnownNames } from './candidates.js';
import { hostOfUrl } from './csv.js';
import { JsonValue } from './json-value.js';

/** The parts of `urls` that lead to the platform itself; documents and fees often stand on other people's hosts. */
const OWN_URLS = ['www', 'api'];

/**
 * `{hostname}` in a url is filled from the description; another placeholder fails at the gate and is told.
 * @param text JSON: a list of descriptions, or an object of them by id
 */
export function importCcxt(file: string, text: string, known: KnownNames): Candidates {
  const root = JsonValue.parse(file, text);
  const all = Array.isArray(root.value)
    ? root.list().map((one): [string, JsonValue] => [one.get('id').text(), one])
    : root.entries();
  return candidateFiles(
    all.map(([id, one]) => claimOf(file, id, one)),
    known,
  );
}

function claimOf(file: string, id: string, described: JsonValue): Claim {
  const urls = described.has('urls') ? described.get('urls') : described;
  const filled = described.optionalText('hostname') ?? '{hostname}';
  const hosts = OWN_URLS.flatMap((key) => (urls.has(key) ? urlsIn(urls.get(key)) : [])).map((url) =>
    hostOfUrl(url.replaceAll('{hostname}', filled)),
  );
  return {
    id,
    name: described.optionalText('name') ?? id,
    kind: 'cex',
    hosts: [...new Set(hosts)],
    countries: described.optionalList('countries').map((country) => country.text()),
    place: `${file}: ${id}`,
  };
}

function urlsIn(value: JsonValue): string[] {
  if (typeof value.value === 'string') return [value.value];
  if (Array.isArray(value.value)) return value.list().flatMap(urlsIn);
  return value.entries().flatMap(([, inner]) => urlsIn(inner));
}
