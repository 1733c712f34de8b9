/** A vantage: who looks, from where, through which resolvers. */
import { CordonError, type Problem } from '../../model/errors.js';
import {
  formatAddress,
  formatPrefix,
  type Prefix,
  parseAddress,
  parsePrefix,
} from '../../model/prefixes/prefix.js';
import { optRecord } from './edns.js';
import { Server, type ServerConfig, type Surroundings } from './server.js';
import type { Clock } from './timer-wheel.js';

export interface VantageConfig {
  readonly id: string;
  /** ISO 3166-1 alpha-2 code of the country that the resolvers stand in. */
  readonly country?: string | undefined;
  /** The resolvers answer to the authority of the profile's home country: an answer that only they give is suspect. */
  readonly inCountry?: boolean | undefined;
  /** Asked in this order; the next one when one fails. */
  readonly servers: readonly ServerConfig[];
  /** Client subnets to ask for (RFC 7871), e.g. `192.0.2.0/24`; each name is then asked once for each of them. */
  readonly subnets?: readonly string[] | undefined;
}

/** A client subnet with the OPT record that asks for it. */
export interface AskedSubnet {
  /** Canonical prefix text. */
  readonly text: string;
  readonly opt: Uint8Array;
}

export class Vantage {
  readonly config: VantageConfig;
  readonly servers: readonly Server[];
  readonly subnets: ReadonlyMap<string, AskedSubnet>;
  readonly plainOpt: Uint8Array;

  private constructor(
    config: VantageConfig,
    subnets: readonly Prefix[],
    dnssecOk: boolean,
    env: Surroundings,
  ) {
    this.config = config;
    this.servers = config.servers.map((server) => new Server(server, env));
    this.plainOpt = optRecord({ dnssecOk });
    this.subnets = new Map(
      subnets.map((subnet) => {
        const text = formatPrefix(subnet);
        return [text, { text, opt: optRecord({ subnet, dnssecOk }) }];
      }),
    );
  }

  /** @throws CordonError of kind `config` with all that is wrong. */
  static create(config: VantageConfig, dnssecOk: boolean, env: Surroundings): Vantage {
    const problems: Problem[] = [];
    const where = `vantage ${config.id}`;
    if (config.servers.length === 0) problems.push({ message: `${where} has no server` });
    const servers = config.servers.map((server) => checkServer(server, where, problems));
    const subnets: Prefix[] = [];
    for (const text of config.subnets ?? []) {
      const subnet = parsePrefix(text);
      if (subnet.ok) subnets.push(subnet.value);
      else problems.push({ message: `${where}: ${subnet.problem.message}`, hint: subnet.problem.hint });
    }
    if (problems.length > 0) throw new CordonError('config', problems);
    return new Vantage({ ...config, servers }, subnets, dnssecOk, env);
  }

  /** The first server that was not tried for this query and does not rest; where all rest, the one that wakes first. */
  pick(tried: ReadonlySet<Server> | undefined, clock: Clock): Server | undefined {
    let best: Server | undefined;
    for (const server of this.servers) {
      if (tried?.has(server)) continue;
      // Most never rested; the clock need not be asked for them.
      if (server.restsUntilMs === 0 || server.restsUntilMs <= clock.now()) return server;
      if (!best || server.restsUntilMs < best.restsUntilMs) best = server;
    }
    return best;
  }
}

function checkServer(server: ServerConfig, where: string, problems: Problem[]): ServerConfig {
  const words = parseAddress(server.address);
  const at = `${where}, server ${server.address}`;
  if (!words)
    problems.push({
      message: `${at}: not an IP address`,
      hint: 'give the address; the name goes into tlsName',
    });
  if (
    server.port !== undefined &&
    !(Number.isInteger(server.port) && server.port > 0 && server.port < 65_536)
  )
    problems.push({ message: `${at}: port ${server.port} is not between 1 and 65535` });
  if (server.path !== undefined && !/^\/[!-~]*$/.test(server.path))
    problems.push({ message: `${at}: the path ${JSON.stringify(server.path)} does not begin with a slash` });
  for (const [key, least] of [
    ['ratePerSecond', 0.01],
    ['burst', 1],
    ['connections', 1],
    ['window', 1],
  ] as const) {
    const value = server[key];
    if (value !== undefined && !(value >= least))
      problems.push({ message: `${at}: ${key} is below ${least}` });
  }
  if ((server.window ?? 1) > MAX_WINDOW)
    problems.push({ message: `${at}: a window of over ${MAX_WINDOW} leaves too few free ids` });
  return words ? { ...server, address: formatAddress(words) } : server;
}

/** Half of all ids: beyond it, finding a free random one gets slow, and guessing one gets easy. */
const MAX_WINDOW = 32_768;
