/** The decision store of a workspace, and what a profile's newest decisions say. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Decided } from '../../decide/decision.js';
import { CordonError } from '../../model/errors.js';
import type { Profile, Registry } from '../../model/registry/jurisdiction.js';
import type { Context } from '../context.js';
import { type DecisionStore, openDecisionStore } from './decision-store.js';

export const storeFile = (context: Context): string => path.join(context.state, 'decisions.db');

/** Whether anything was ever assessed here; asking makes nothing. */
export const hasDecisions = (context: Context): boolean => existsSync(storeFile(context));

export const openDecisions = (context: Context): Promise<DecisionStore> =>
  openDecisionStore(storeFile(context));

/** The newest decision on each platform; none where nothing was assessed. */
export async function newestDecisions(
  context: Context,
  profile: string,
): Promise<ReadonlyMap<string, Decided>> {
  if (!hasDecisions(context)) return new Map();
  const store = await openDecisions(context);
  try {
    return new Map([...store.latestOfAll(profile)].map((one) => [one.record.platform, one] as const));
  } finally {
    store.close();
  }
}

/** @throws CordonError 'config' for a profile that has releases, but no file */
export function profileFile(registry: Registry, id: string, context: Context): Profile {
  const profile = registry.profiles.get(id);
  if (profile) return profile;
  throw new CordonError('config', {
    message: `profile ${id} has releases, but no file`,
    at: { file: `${context.lists}/profiles/${id}.yaml` },
  });
}
