/**
 * A STIX 2.1 bundle: what a platform is (identity), its names (domain-name), its accounts (user-account, software),
 * how they belong together (relationship, with the evidence), and which to look for until when (indicator). No threat
 * vocabulary is used: that a platform is listed says nothing of malice.
 */
import { type Json, prettyJson } from '../../model/canonical-json.js';
import type { EnforcedSet } from '../../model/release/entry.js';
import type { LossKind, LossReport } from '../losses.js';
import {
  accountCount,
  REPORTED_FEATURES,
  type Reported,
  type ReportedAccount,
  type ReportedPlatform,
  reportedOf,
  reportWithheld,
} from '../reported.js';
import { equals, objectId, observable, type StixObject, stixTime } from '../stix.js';
import { defineTarget } from '../target.js';
import { constant } from '../writer.js';

/** The program, not who runs it: it never changes, so neither do its times (§3.6: versions of one id share `created`). */
const CORDON: StixObject = {
  type: 'identity',
  spec_version: '2.1',
  id: objectId('identity', ['cordon']),
  created: '2026-11-22T00:00:00.000Z',
  modified: '2026-11-22T00:00:00.000Z',
  name: 'Cordon',
  description: 'The program that made this bundle from a release of a list.',
  identity_class: 'system',
};

/** Services that account-type-ov (§10.1) knows by another word. */
const ACCOUNT_TYPES: ReadonlyMap<string, string> = new Map([['x', 'twitter']]);

const ROLE_WORDS: Readonly<Record<ReportedAccount['role'], string>> = {
  'promotes-trading': 'promotes trading',
  otc: 'settles over-the-counter trades',
  support: 'answers customers',
  app: 'is its app',
};

const UNMATCHED: LossKind = {
  feature: 'accounts',
  effect: 'narrowed',
  why: 'named without an indicator: its platform is only proposed, or the decision has run out',
};

/** Objects of one release: an object of another has another id, because it states other facts. */
class Writer {
  readonly #objects = new Map<string, StixObject>([[CORDON.id, CORDON]]);
  readonly #set: EnforcedSet;
  readonly #created: string;

  constructor(set: EnforcedSet) {
    this.#set = set;
    this.#created = stixTime(set.created);
  }

  /** An object with the common properties of §3.2. @param key what tells it from others of its type in the release */
  object(type: string, key: readonly string[], properties: { readonly [name: string]: Json }): string {
    const id = objectId(type, [this.#set.digest, ...key]);
    this.#objects.set(id, {
      type,
      spec_version: '2.1',
      id,
      created_by_ref: CORDON.id,
      created: this.#created,
      modified: this.#created,
      ...properties,
    });
    return id;
  }

  observable(type: string, properties: { readonly [name: string]: string }): string {
    const made = observable(type, properties);
    this.#objects.set(made.id, made);
    return made.id;
  }

  /** `related-to` is the one relationship that §3.7 has for any two objects. */
  relate(source: string, target: string, key: readonly string[], rest: { readonly [name: string]: Json }) {
    const ends = { relationship_type: 'related-to', source_ref: source, target_ref: target };
    this.object('relationship', [source, target, ...key], { ...ends, ...rest });
  }

  /** Everything, with a report that names everything. */
  bundle(describe: { readonly name: string; readonly description: string }): Json {
    const { profile, serial, digest } = this.#set;
    const refs = [...this.#objects.keys()].sort();
    this.object('report', refs, {
      ...describe,
      report_types: ['identity', 'indicator'],
      published: this.#created,
      labels: [`profile:${profile}`, `serial:${serial}`],
      external_references: [{ source_name: 'cordon release', external_id: `sha256:${digest}` }],
      object_refs: refs,
    });
    const objects = [...this.#objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { type: 'bundle', id: objectId('bundle', [digest, ...refs]), objects };
  }
}

function addPlatform(writer: Writer, platform: ReportedPlatform, set: EnforcedSet): void {
  const { id, kind, state, action, expires } = platform;
  const identity = writer.object('identity', [id, action], {
    name: platform.name,
    identity_class: 'organization',
    description: `A trading platform (${kind}), ${state} by the list of profile ${set.profile}. Due for review on ${expires}.`,
    labels: [`platform:${id}`, `kind:${kind}`, `state:${state}`, `action:${action}`],
    ...(platform.basis.length > 0 ? { external_references: basisReferences(platform) } : {}),
  });
  for (const { name, scope, action, lastSeen } of platform.sites) {
    const reach = scope === 'subtree' ? 'with all names below it' : 'the name alone';
    writer.relate(identity, writer.observable('domain-name', { value: name }), [scope], {
      description: `A site of the platform, ${reach}; last seen ${lastSeen}.`,
      labels: ['record:site', `scope:${scope}`, `action:${action}`],
    });
  }
  for (const account of platform.accounts) addAccount(writer, account, { platform, identity, set });
}

function basisReferences({ basis }: ReportedPlatform): Json[] {
  return basis.flatMap(({ kind, ref, text, date, urls }) => {
    const reference = {
      source_name: `cordon ${kind}`,
      external_id: ref,
      description: `${date}: ${text}`,
    };
    return urls ? urls.map((url) => ({ ...reference, url })) : [reference];
  });
}

interface Owner {
  readonly platform: ReportedPlatform;
  /** Its id in the bundle. */
  readonly identity: string;
  readonly set: EnforcedSet;
}

function addAccount(writer: Writer, account: ReportedAccount, { platform, identity, set }: Owner): void {
  const { kind, service, id, role, firstSeen, lastSeen, evidence } = account;
  const accountType = ACCOUNT_TYPES.get(service) ?? service;
  const isApp = kind === 'app';
  const thing = isApp
    ? writer.observable('software', { name: id })
    : writer.observable('user-account', { account_type: accountType, user_id: id });
  const key = [kind, service, role];
  const labels = [`record:${kind}`, `service:${service}`, `role:${role}`];
  const [start, stop] = [stixTime(firstSeen), stixTime(lastSeen)];
  const references = evidence.map(({ digest, url, excerpt }) => ({
    source_name: 'cordon evidence',
    external_id: `sha256:${digest}`,
    description: excerpt,
    ...(url === undefined ? {} : { url }),
  }));
  writer.relate(identity, thing, key, {
    description: `Published by the platform itself; it ${ROLE_WORDS[role]}.`,
    labels,
    start_time: start,
    // §5.1: later than the start, so a single sighting has none.
    ...(stop > start ? { stop_time: stop } : {}),
    ...(references.length > 0 ? { external_references: references } : {}),
  });
  if (!isMatchable(platform, set)) return;
  const pattern = isApp
    ? equals('software:name', id)
    : `${equals('user-account:account_type', accountType)} AND ${equals('user-account:user_id', id)}`;
  const indicator = writer.object('indicator', [platform.id, ...key, id], {
    name: `${service} ${id}`,
    description: `An account of ${platform.name}; it ${ROLE_WORDS[role]}.`,
    labels,
    pattern: `[${pattern}]`,
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: stixTime(set.created),
    valid_until: endOf(platform),
  });
  writer.relate(indicator, identity, [], {});
  writer.relate(indicator, thing, [], {});
}

const endOf = ({ expires }: ReportedPlatform): string => stixTime(`${expires}T00:00:00Z`);

/** What is only proposed is never cut off, and a decision that has run out is looked at by a person first. */
const isMatchable = (platform: ReportedPlatform, set: EnforcedSet): boolean =>
  platform.action === 'block' && endOf(platform) > stixTime(set.created);

function reportUnmatched(set: EnforcedSet, report: LossReport): void {
  for (const platform of reportedOf(set).platforms)
    if (!isMatchable(platform, set))
      for (const { service } of platform.accounts) report.account(UNMATCHED, `${service} of ${platform.id}`);
}

function describe(set: EnforcedSet, { platforms, withheld }: Reported) {
  const left =
    withheld.length > 0
      ? ` ${withheld.length} accounts were left out as possibly personal or malformed.`
      : '';
  return {
    name: `Platforms listed by profile ${set.profile}, serial ${set.serial}`,
    description: `${platforms.length} platforms with their names, and the accounts, apps and payment handles that they publish themselves.${left}`,
  };
}

export const target = defineTarget({
  id: 'intel-stix',
  family: 'intelligence',
  title: 'accounts of listed platforms as a STIX 2.1 bundle',
  summary:
    'Messaging accounts, app ids and payment handles with their evidence, for threat intelligence platforms.',
  optIn: true,
  role: 'reports',
  features: { ...REPORTED_FEATURES, comments: 'yes' },
  accounts: {
    narrows:
      'ids that may reach a person, or are no handles, are left out; an indicator only while a block decision runs',
  },
  capacity: { names: 20_000, prefixes: 0 },
  programs: [],
  special(_names, { set }, report) {
    reportWithheld(set, report);
    reportUnmatched(set, report);
  },
  write({ survey: { set } }) {
    const reported = reportedOf(set);
    const writer = new Writer(set);
    for (const platform of reported.platforms) addPlatform(writer, platform, set);
    const text = prettyJson(writer.bundle(describe(set, reported)));
    return [{ name: 'intelligence.stix.json', bytes: constant(text), entries: accountCount(reported) }];
  },
});
