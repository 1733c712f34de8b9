/** App identities that a host vouches for: Digital Asset Links and Apple's site association file. */
import type { AppClaims } from '../page-facts.js';

const MAX_APPS = 50;
const PACKAGE = /^[a-zA-Z]\w*(?:\.\w+){1,10}$/;
const FINGERPRINT = /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/;
/** Team id (or an older app id prefix), then the bundle id. */
const APP_ID = /^([A-Z0-9]{10})\.([\w-]+(?:\.[\w-]+){1,10})$/;

export const NO_CLAIMS: AppClaims = { android: [], apple: [] };

/** `/.well-known/assetlinks.json`. Statements that are not about Android apps are passed over. */
export function parseAssetLinks(text: string): AppClaims['android'] {
  const statements = parseJson(text);
  if (!Array.isArray(statements)) return [];
  const apps = new Map<string, Set<string>>();
  for (const statement of statements.slice(0, 200)) {
    const target = isRecord(statement) ? statement.target : undefined;
    if (!isRecord(target) || target.namespace !== 'android_app') continue;
    const name = target.package_name;
    if (typeof name !== 'string' || name.length > 150 || !PACKAGE.test(name) || apps.size >= MAX_APPS)
      continue;
    const prints = apps.get(name) ?? new Set();
    for (const print of strings(target.sha256_cert_fingerprints))
      if (FINGERPRINT.test(print.toUpperCase()) && prints.size < 20) prints.add(print.toUpperCase());
    apps.set(name, prints);
  }
  return [...apps].map(([packageName, prints]) => ({ packageName, fingerprints: [...prints].sort() }));
}

/** `/.well-known/apple-app-site-association`, with the older and the newer form of `details`. */
export function parseAppleAssociation(text: string): AppClaims['apple'] {
  const root = parseJson(text);
  if (!isRecord(root)) return [];
  const found = new Map<string, { teamId: string; bundleId: string }>();
  const add = (id: string) => {
    const match = APP_ID.exec(id);
    if (match && found.size < MAX_APPS)
      found.set(id, { teamId: match[1] as string, bundleId: match[2] as string });
  };
  for (const service of ['applinks', 'webcredentials', 'appclips', 'activitycontinuation']) {
    const section = root[service];
    if (!isRecord(section)) continue;
    for (const id of strings(section.apps)) add(id);
    const details = section.details;
    const entries = Array.isArray(details) ? details : isRecord(details) ? Object.keys(details) : [];
    for (const entry of entries.slice(0, 200)) {
      if (typeof entry === 'string') add(entry);
      if (!isRecord(entry)) continue;
      for (const id of [...strings([entry.appID]), ...strings(entry.appIDs)]) add(id);
    }
  }
  return [...found.values()];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').slice(0, 100) : [];
}
