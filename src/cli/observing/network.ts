/** Resolvers, databases and tables as the settings ask for them. */
import { getServers } from 'node:dns';
import { CordonError } from '../../model/errors.js';
import type { ServerSetting } from '../../model/registry/settings.js';
import type { ServerConfig } from '../../observe/dns/server.js';
import type { VantageConfig } from '../../observe/dns/vantage.js';
import type { GeoDatabase } from '../../observe/locate/database.js';
import { type Observing, settingsFile } from './observe.js';

/** The vantages of the settings, or the system's resolvers as the one vantage `system`. */
export function vantagesOf({ context, registry }: Observing): VantageConfig[] {
  const { vantages } = registry.settings;
  if (vantages.length > 0)
    return vantages.map((one) => ({
      ...one,
      servers: one.servers.map((server) => serverOf(server, (file) => settingsFile(context, file))),
    }));
  const system = getServers().flatMap(systemServer);
  if (system.length > 0) return [{ id: 'system', servers: system }];
  throw new CordonError('config', {
    message: 'the settings name no vantage, and the system has no resolver',
    hint: 'name one in cordon.yaml under vantages',
  });
}

function serverOf(
  { caFile, ...rest }: ServerSetting,
  read: (file: string | undefined) => string | undefined,
): ServerConfig {
  const ca = read(caFile);
  return ca === undefined ? rest : { ...rest, ca };
}

/** `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:5353` */
function systemServer(text: string): ServerConfig[] {
  const parts = /^\[?([0-9A-Fa-f:.]+?)\]?(?::(\d+))?$/.exec(/^[^[].*:.*:/.test(text) ? `[${text}]` : text);
  if (!parts?.[1]) return [];
  return [{ address: parts[1], transport: 'udp', ...(parts[2] ? { port: Number(parts[2]) } : {}) }];
}

/** All databases of the settings, opened and checked; the embedded one where they name none. */
export async function databasesOf({ context, registry }: Observing, lookups: number): Promise<GeoDatabase[]> {
  const { EMBEDDED_DATABASE, openDatabase } = await import('../../observe/locate/database.js');
  const settings =
    registry.settings.geolocation.length > 0 ? registry.settings.geolocation : [EMBEDDED_DATABASE];
  return Promise.all(settings.map((setting) => openDatabase(setting, { folder: context.lists, lookups })));
}
