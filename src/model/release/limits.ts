/**
 * Where the guards of a release and the rules for addresses draw their lines. Data of lists/cordon.yaml (`limits`);
 * the defaults are those of the design.
 */

/** Parts are fractions: 0.1 is 10 %. A measure exactly at its line is still good. */
export interface ChangeLimit {
  /** Over this part a person has to look. */
  readonly hold: number;
  /** Over this part only an override in a file lets it through. */
  readonly refuse: number;
  /** Fewer entries than this hold nothing: parts of a short list jump with each entry. */
  readonly atLeast: number;
}

export interface AddressLimits {
  /** How often a name must have been seen at an address. */
  readonly sightings: number;
  /** Hours between the first and the last of them. */
  readonly spanHours: number;
  /** Days for which nobody else may have been seen there. */
  readonly strangerDays: number;
  /** A name with more addresses in more origin ASes than these within `fluxHours` is in fast flux. */
  readonly fluxAddresses: number;
  readonly fluxSystems: number;
  readonly fluxHours: number;
  /** Days for which a name must not exist before its addresses go. */
  readonly nxdomainDays: number;
  /** Shortest prefix lengths that an allocation may give. */
  readonly widestIpv4: number;
  readonly widestIpv6: number;
  /** Days after its last confirmation on which an address entry ends. */
  readonly expiryDays: number;
  readonly perName: number;
  readonly perRelease: number;
}

export interface Limits {
  /** Of the names of the release before, those that are gone or no longer blocked. */
  readonly shrink: ChangeLimit;
  /** Names that the release before did not have, as a part of those that it had. */
  readonly growth: ChangeLimit;
  /** Prefixes that came or went, whichever are more, as a part of those of the release before. Held only. */
  readonly addressChurn: { readonly hold: number; readonly atLeast: number };
  /** Part of the inputs that were conclusively observed within `hours`; under the lines it is held or refused. */
  readonly freshness: { readonly hold: number; readonly refuse: number; readonly hours: number };
  /** Days since a geolocation database was built. */
  readonly geolocationAgeDays: number;
  readonly addresses: AddressLimits;
}

export const DEFAULT_LIMITS: Limits = {
  shrink: { hold: 0.1, refuse: 0.25, atLeast: 25 },
  growth: { hold: 0.2, refuse: 1, atLeast: 5 },
  addressChurn: { hold: 0.3, atLeast: 1 },
  freshness: { hold: 0.95, refuse: 0.8, hours: 48 },
  geolocationAgeDays: 35,
  addresses: {
    sightings: 3,
    spanHours: 72,
    strangerDays: 30,
    fluxAddresses: 10,
    fluxSystems: 3,
    fluxHours: 24,
    nxdomainDays: 3,
    widestIpv4: 20,
    widestIpv6: 44,
    expiryDays: 7,
    perName: 16,
    perRelease: 65_536,
  },
};
