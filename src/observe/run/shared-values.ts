/** How many owners carry a value (icon, name server, token): what many carry says nothing about one of them. */

/** Beyond these a value weighs next to nothing, and more need not be remembered. */
const MAX_OWNERS = 64;
const MAX_VALUES = 200_000;

export class SharedValues {
  readonly #owners = new Map<string, Set<string>>();
  readonly #platformOf: (site: string) => string | undefined;

  /** @param platformOf the platform that a site is listed for; all its sites are one owner */
  constructor(platformOf: (site: string) => string | undefined) {
    this.#platformOf = platformOf;
  }

  add(kind: string, value: string, site: string): void {
    const key = `${kind} ${value}`;
    const owners = this.#owners.get(key) ?? new Set<string>();
    if (owners.size >= MAX_OWNERS || (owners.size === 0 && this.#owners.size >= MAX_VALUES)) return;
    const platform = this.#platformOf(site);
    owners.add(platform === undefined ? `site ${site}` : `platform ${platform}`);
    this.#owners.set(key, owners);
  }

  /** Owners besides that platform; 0 where nothing is known. */
  besides(platform: string, kind: string, value: string): number {
    const owners = this.#owners.get(`${kind} ${value}`);
    return owners ? owners.size - (owners.has(`platform ${platform}`) ? 1 : 0) : 0;
  }
}
