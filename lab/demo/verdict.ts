/** Whether the pipeline did what the lab is made to show: read from the journal, and from what the servers saw. */
import { CANARIES } from '../addresses.js';
import type { Lab } from '../lab.js';
import { TROUBLE_SITES } from '../sites/trouble.js';
import { isInner, type Seen } from '../web/server.js';
import { type Finding, runCordon } from './steps.js';

/** As much of a fact as `cordon observations --json` tells and is read here. */
interface Fact {
  readonly type: string;
  readonly vantage: string;
  readonly outcome: string;
}

async function factsOf(lab: Lab, name: string): Promise<readonly Fact[]> {
  const { code, out } = await runCordon(lab, ['observations', name, '--json']);
  return code === 0 ? (JSON.parse(out) as { facts: Fact[] }).facts : [];
}

/** Outcomes of the pages of each hostile site. */
export async function outcomesOf(lab: Lab): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const names = [
    'innerpoint.example',
    'mixedpoint.example',
    'rebind.example',
    'pointex.example',
    'bankpoint.example',
  ];
  for (const name of [...TROUBLE_SITES.map((site) => site.name), ...names]) {
    const facts = await factsOf(lab, name);
    const pages = facts.filter(({ type }) => type === 'page').map(({ outcome }) => outcome);
    found.set(name, [...new Set(pages)].sort());
  }
  return found;
}

/** Platforms of the lab that trade, from abroad, with residents. */
const OFFENDERS: readonly string[] = ['baojin', 'pandax', 'tigerbit'];

async function statesOf(lab: Lab): Promise<ReadonlyMap<string, string>> {
  const { out } = await runCordon(lab, ['assess', '--json']);
  const decisions = out
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { record: { platform: string; state: string } }).record);
  return new Map(decisions.map(({ platform, state }) => [platform, state]));
}

interface Shown {
  readonly first: readonly Seen[];
  readonly second: readonly Seen[];
  readonly hostile: ReadonlyMap<string, readonly string[]>;
}

export async function judge(lab: Lab, { first, second, hostile }: Shown): Promise<Finding[]> {
  const relation = async (name: string) =>
    (await factsOf(lab, name)).find(({ type }) => type === 'footprint/tigerbit')?.outcome;
  const forged = (await factsOf(lab, 'tigerbit.example')).find(
    ({ type, vantage }) => type === 'dns/A' && vantage === 'homeland',
  );
  const states = await statesOf(lab);
  const asked = [...first, ...second];
  const lured = asked.filter(({ address }) => isInner(address));
  return [
    { what: 'a forged answer is suspect', holds: forged?.outcome === 'suspect' },
    {
      what: 'the mirror is tied to its owner',
      holds: (await relation('tigerbit-asia.example')) === 'mirror-of',
    },
    { what: 'the back end is too', holds: (await relation('tgr-markets.example')) === 'belongs-to' },
    { what: 'the clone is not: it imitates', holds: (await relation('tlgerbit.example')) === 'imitates' },
    {
      what: `every hostile server was survived, and has its outcome (${hostile.size})`,
      holds: [...hostile.values()].every((outcomes) => outcomes.length > 0),
    },
    {
      what: `nobody came to the loopback or to ${CANARIES.join(', ')}`,
      holds: lured.length === 0,
    },
    {
      what: `what serves residents is proposed (${OFFENDERS.join(', ')}), and no bystander is`,
      holds:
        OFFENDERS.join() ===
        [...states]
          .filter(([, state]) => state === 'proposed')
          .map(([id]) => id)
          .sort()
          .join(),
    },
    {
      what: 'robots.txt was obeyed',
      holds: !asked.some(({ host, path }) => host === 'keepout.example' && path !== '/robots.txt'),
    },
    {
      what: `the second run was incremental (${second.length} requests, ${first.length} before)`,
      holds: second.length < first.length / 2,
    },
  ];
}
