/** The lab's internet as one thing: name servers, resolvers and the web, which change together. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESOLVERS, SERVER_OF } from './addresses.js';
import { addressesOf, Daemons, RESOLVER_NAMES } from './dns/daemons.js';
import { signZones } from './dns/sign.js';
import { SteerServer } from './dns/steer.js';
import { hostedZones, registryZones, steeredZone } from './dns/zones.js';
import { FOLDER } from './folder.js';
import type { Change, Site } from './site.js';
import { Authority } from './web/certificates.js';
import { type Seen, WebServer } from './web/server.js';

export class World {
  readonly #sites: readonly Site[];
  readonly #changes = new Map<string, Change>();
  readonly #daemons = new Daemons(FOLDER);
  readonly #steer = new SteerServer();
  readonly #authority = new Authority(Date.now());
  readonly #web: WebServer;
  #serial = 1;

  constructor(sites: readonly Site[]) {
    this.#sites = sites;
    this.#web = new WebServer(sites, this.#authority, this.#changes);
  }

  async start(): Promise<void> {
    writeFileSync(join(FOLDER, 'ca.pem'), this.#authority.cert);
    for (const site of this.#sites) this.#load(site);
    const serial = this.#serial;
    const hosted = await signZones(join(FOLDER, 'keys'), hostedZones(this.#sites, serial), this.#sites);
    await Promise.all([
      this.#web.listen(),
      this.#steer.listen(addressesOf(SERVER_OF.steer)),
      this.#daemons.startNsd('registry', registryZones(this.#sites, this.#changes, serial), serial),
      this.#daemons.startNsd('hosting', hosted.zones, serial),
      ...RESOLVER_NAMES.map((name) => {
        const { addresses, tlsName } = RESOLVERS[name];
        const certificate = this.#authority.issue({ names: [tlsName, ...addresses], key: name });
        const forged = name === 'homeland' ? this.#forgedLines() : '';
        return this.#daemons.startResolver(name, certificate, forged, hosted.anchors);
      }),
    ]);
  }

  /** Once it returns, every resolver has forgotten what was. @param change undefined: as built */
  async set(name: string, change: Change | undefined): Promise<void> {
    const site = this.#sites.find((one) => one.name === name);
    if (!site) throw new Error(`the lab has no site ${name}`);
    const before = this.#changes.get(name);
    if (change) this.#changes.set(name, change);
    else this.#changes.delete(name);
    this.#web.forgetCertificates();
    if (!(before?.dns || change?.dns || before?.forged || change?.forged)) return;
    this.#load(site);
    const serial = ++this.#serial;
    await this.#daemons.reloadRegistry(registryZones(this.#sites, this.#changes, serial), serial);
    await this.#daemons.refreshResolvers(this.#forgedLines());
  }

  requests(): readonly Seen[] {
    return this.#web.seen();
  }

  #load(site: Site): void {
    const zone = steeredZone(site, this.#changes.get(site.name), this.#serial);
    if (zone) this.#steer.load(zone);
  }

  /** What the resolver at home says instead of asking: fixed answers for the name and all below it. */
  #forgedLines(): string {
    const lines: string[] = [];
    for (const site of this.#sites) {
      const forged = this.#changes.get(site.name)?.forged ?? site.forged;
      if (!forged) continue;
      lines.push(`local-zone: "${site.name}." redirect`);
      for (const address of forged.a ?? []) lines.push(`local-data: "${site.name}. 300 IN A ${address}"`);
      for (const address of forged.aaaa ?? [])
        lines.push(`local-data: "${site.name}. 300 IN AAAA ${address}"`);
    }
    return lines.length > 0 ? `server:\n${lines.map((line) => `  ${line}`).join('\n')}\n` : '';
  }
}
