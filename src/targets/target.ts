/**
 * The interface of an output format. A target declares what it can express; rendering first holds the entries
 * against that, so that nothing is lost in silence. Targets are pure: a set in, bytes out.
 */
import { CordonError } from '../model/errors.js';
import type { EnforcedSet } from '../model/release/entry.js';
import { type Feature, isNo, type Support } from './features.js';
import { groupLosses, type LossFeature, type LossReport, listLosses } from './losses.js';
import { type NameSurvey, type Survey, surveyOf } from './survey.js';

export { FEATURES, type Feature, type Support } from './features.js';

export type Family = 'dns' | 'firewall' | 'proxy' | 'intelligence';

/** What was loaded into the real programs, or rendered where no program is meant; more is refused. */
export interface Capacity {
  /** Of a target that reports, of its accounts too. */
  readonly names: number;
  readonly prefixes: number;
}

/** Dropped: not expressed. Widened: blocks more than the entry says. Narrowed: blocks less. */
export type LossEffect = 'dropped' | 'widened' | 'narrowed';

/** Entries that a target cannot express as they are, grouped by reason. */
export interface Loss {
  readonly target: string;
  readonly feature: LossFeature;
  readonly effect: LossEffect;
  readonly count: number;
  /** Up to three values. */
  readonly examples: readonly string[];
  readonly why: string;
}

/** One entry, protected value or account that is lost. */
export interface LossRow {
  readonly target: string;
  readonly feature: LossFeature;
  readonly effect: LossEffect;
  readonly why: string;
  readonly source: 'entry' | 'protected' | 'account';
  readonly kind: 'name' | 'prefix' | 'account';
  /** Of an account: its service and platform, never the id, which may be what must not be told. */
  readonly value: string;
}

/** One file. */
export interface Artifact {
  /** File name without a folder; unique over all targets. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Entries (of a supporting target: protected values; of a reporting one: accounts) that this file expresses. */
  readonly entries: number;
}

export interface Rendering {
  readonly artifacts: readonly Artifact[];
  readonly losses: readonly Loss[];
}

export interface RenderOptions {
  /** Absolute folder where the program will find the artifacts, for formats that name their own files. */
  readonly folder?: string | undefined;
}

export interface Job {
  readonly survey: Survey;
  /** {@link Survey.names}, or {@link Survey.widened} where the target widens exact names. */
  readonly names: NameSurvey;
  readonly losses: readonly Loss[];
  readonly folder: string;
}

export interface TargetSpec {
  /** Lower-case, unique, the file's own name. */
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  /** One sentence: what it is for. */
  readonly summary: string;
  /** Left out of `--all`: it has side effects that the operator must want, or is not for his own network. */
  readonly optIn: boolean;
  /** `enforces` entries; only `supports` another target and holds none itself; or `reports` to people and blocks nothing. */
  readonly role: 'enforces' | 'supports' | 'reports';
  readonly features: Readonly<Record<Feature, Support>>;
  /** What becomes of the accounts of platforms, for targets that report them. Others hold no evidence at all. */
  readonly accounts?: Support | undefined;
  readonly capacity: Capacity;
  /** Programs that load it, with what only they do. */
  readonly programs: readonly string[];
  /** Default of {@link RenderOptions.folder}. */
  readonly folder?: string | undefined;
  /** Losses that no feature describes. */
  readonly special?: ((names: NameSurvey, survey: Survey, report: LossReport) => void) | undefined;
  readonly write: (job: Job) => readonly Artifact[];
}

export interface Target extends TargetSpec {
  /**
   * @throws CordonError `guard` over the capacity or where a prefix would match every address; `usage` for a folder
   * that cannot stand in a configuration file.
   */
  readonly render: (set: EnforcedSet, options?: RenderOptions) => Rendering;
  /** Every loss, one row each. */
  readonly losses: (set: EnforcedSet) => readonly LossRow[];
}

export function defineTarget(spec: TargetSpec): Target {
  const exact = spec.features['names-exact'];
  const widens = typeof exact === 'object' && 'widens' in exact;
  const namesOf = (survey: Survey) => (widens ? survey.widened : survey.names);
  return {
    ...spec,
    render(set, options = {}) {
      const survey = surveyOf(set);
      refuseExcess(spec, survey);
      const folder = checkFolder(options.folder ?? spec.folder ?? '/etc/cordon');
      const names = namesOf(survey);
      const losses = groupLosses(spec, names, survey);
      return { artifacts: spec.write({ survey, names, losses, folder }), losses };
    },
    losses(set) {
      const survey = surveyOf(set);
      return listLosses(spec, namesOf(survey), survey);
    },
  };
}

/** Never truncated: a shorter list that looks whole is worse than none. */
function refuseExcess(spec: TargetSpec, { set, prefixes }: Survey): void {
  const usesNames = !isNo(spec.features['names-subtree']);
  const usesPrefixes = !isNo(spec.features.ipv4);
  const names = usesNames ? Math.max(set.entries.names.count, set.protectedNames.count) : 0;
  const listed = set.entries.prefixes.v4.count + set.entries.prefixes.v6.count;
  const accounts = spec.accounts ? set.records.reduce((sum, one) => sum + (one.accounts?.length ?? 0), 0) : 0;
  const over = [
    accounts > spec.capacity.names && `${accounts} accounts, ${spec.capacity.names} is its capacity`,
    names > spec.capacity.names && `${names} names, ${spec.capacity.names} is its capacity`,
    usesPrefixes &&
      listed > spec.capacity.prefixes &&
      `${listed} prefixes, ${spec.capacity.prefixes} is its capacity`,
    usesPrefixes &&
      [prefixes.block.v4, prefixes.block.v6].some(
        (columns) => columns.count > 0 && columns.length[0] === 0,
      ) &&
      'a prefix that matches every address',
  ].filter((text) => text !== false);
  if (over.length > 0)
    throw new CordonError(
      'guard',
      over.map((text) => ({ message: `target ${spec.id} refuses the release: ${text}` })),
    );
}

function checkFolder(folder: string): string {
  if (/^(?:\/[A-Za-z0-9._-]+)+$/.test(folder)) return folder;
  throw new CordonError('usage', {
    message: `${JSON.stringify(folder)} cannot stand in a configuration file as a folder`,
    hint: 'give an absolute path of letters, digits, dots, hyphens and underscores',
  });
}
