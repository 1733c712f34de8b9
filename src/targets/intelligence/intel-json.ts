/** One canonical JSON document (RFC 8785) for programs of other companies: docs/schemas/intelligence.schema.json. */
import { canonicalJson, type Json } from '../../model/canonical-json.js';
import { accountCount, REPORTED_FEATURES, reportedOf, reportWithheld } from '../reported.js';
import { defineTarget } from '../target.js';
import { constant } from '../writer.js';

export const target = defineTarget({
  id: 'intel-json',
  family: 'intelligence',
  title: 'accounts of listed platforms as JSON',
  summary:
    'Messaging accounts, app ids and payment handles with their evidence, for programs at other companies.',
  optIn: true,
  role: 'reports',
  features: { ...REPORTED_FEATURES, comments: 'yes' },
  accounts: { narrows: 'ids that may reach a person, or are no handles, are left out' },
  capacity: { names: 100_000, prefixes: 0 },
  programs: [],
  special: (_names, { set }, report) => reportWithheld(set, report),
  write({ survey: { set } }) {
    const reported = reportedOf(set);
    const { profile, serial, digest, created, expires } = set;
    const document = {
      format: 'cordon-intelligence/1',
      release: { profile, serial, digest, created, expires },
      platforms: reported.platforms,
      withheld: reported.withheld.length,
    };
    // Rows of a release are plain data; the types only lack an index signature.
    const text = canonicalJson(document as unknown as Json);
    return [{ name: 'intelligence.json', bytes: constant(`${text}\n`), entries: accountCount(reported) }];
  },
});
