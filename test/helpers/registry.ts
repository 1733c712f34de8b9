/** A small registry by hand: fictitious platforms, one profile. */
import type { Host } from '../../src/model/names/host.js';
import type {
  Decision,
  Notice,
  Profile,
  ProtectedList,
  Registry,
} from '../../src/model/registry/jurisdiction.js';
import type { Platform, Site } from '../../src/model/registry/platform.js';
import { DEFAULT_SETTINGS } from '../../src/sources/registry/read-settings.js';

export const host = (name: string): Host => name as Host;

export function site(name: string, more: Partial<Site> = {}): Site {
  return {
    name: host(name),
    class: 'primary',
    scope: 'subtree',
    confidence: 'high',
    roles: ['www'],
    hosts: [],
    firstSeen: '2024-01-01',
    lastSeen: '2026-06-01',
    sources: ['survey-2026'],
    ...more,
  };
}

export function platform(id: string, more: Partial<Platform> = {}): Platform {
  return {
    id,
    name: id.toUpperCase(),
    kind: 'cex',
    names: [],
    operator: [],
    sites: [site(`${id}.example`)],
    related: [],
    sharedHosts: [],
    evidence: [],
    firstSeen: '2024-01-01',
    lastSeen: '2026-06-01',
    status: [],
    ...more,
  };
}

export const profile: Profile = {
  id: 'xx',
  name: 'Exampleland',
  home: 'XX',
  languages: ['en'],
  currencies: ['XXC'],
  paymentRails: [],
  diallingCode: '+999',
  licensed: [],
  legalBasis: 'none',
  noticeText: 'blocked',
  reviewDays: 90,
  siteWindowMonths: 24,
  selection: {
    id: 'xx-facing',
    statement: 'A platform is picked when a market quotes XXC.',
    windowMonths: 24,
    anyOf: [
      { kind: 'fiat-market', currency: 'XXC' },
      { kind: 'access-list', list: 'lists-r-us' },
      { kind: 'operator', countries: ['XX'] },
    ],
  },
};

export function flag(id: string, more: Partial<Decision> = {}): Decision {
  return {
    decide: 'flag',
    subject: { platform: id },
    basis: `${id} serves residents`,
    by: 'A. Person',
    decided: '2026-06-01',
    expires: '2026-12-31',
    ...more,
  };
}

export function notice(id: string, named: readonly string[], more: Partial<Notice> = {}): Notice {
  return {
    id,
    profile: 'xx',
    authority: 'Example Authority',
    date: '2026-05-01',
    action: 'named platforms',
    namedBy: 'authority',
    confidence: 'high',
    named: named.map((one) => ({ name: one, platform: one })),
    urls: ['https://authority.example/notice'],
    ...more,
  };
}

export function protectedList(id: string, more: Partial<ProtectedList> = {}): ProtectedList {
  return {
    id,
    title: id,
    use: 'never',
    category: 'test',
    emit: true,
    source: 'test',
    licence: 'MIT',
    names: [],
    prefixes: [],
    cnameSuffixes: [],
    ...more,
  };
}

export interface RegistryParts {
  readonly platforms?: readonly Platform[];
  readonly notices?: readonly Notice[];
  readonly decisions?: readonly Decision[];
  readonly accept?: NonNullable<ReturnType<Registry['overrides']['get']>>['accept'];
  readonly protectedLists?: readonly ProtectedList[];
  readonly profile?: Profile;
}

export function registry(parts: RegistryParts): Registry {
  const used = parts.profile ?? profile;
  return {
    platforms: new Map((parts.platforms ?? []).map((one) => [one.id, one])),
    sources: new Map(),
    notices: new Map((parts.notices ?? []).map((one) => [one.id, one])),
    profiles: new Map([[used.id, used]]),
    overrides: new Map([
      [used.id, { profile: used.id, decisions: parts.decisions ?? [], accept: parts.accept ?? [] }],
    ]),
    protectedLists: parts.protectedLists ?? [],
    settings: { ...DEFAULT_SETTINGS, defaultProfile: used.id },
  };
}
