/** Settings: which geolocation databases to ask. Data of lists/cordon.yaml, checked before it gets here. */

/**
 * One database. Country databases are asked in the order of the settings: the first is the first opinion, the
 * second the second. Without any, the embedded one is used.
 */
export interface GeolocationSetting {
  /** Names the database in verdicts and manifests. */
  readonly id: string;
  readonly role: 'country' | 'asn';
  /**
   * A MaxMind DB file, relative to the lists folder; or `npm:<package>/<file>`, a file at the top of an installed
   * package; or `embedded:<file>`, the one that comes with the program.
   */
  readonly path: string;
  /** Lower-case hex SHA-256 of the file: a flipped bit in a database gives wrong answers silently. */
  readonly sha256: string;
  readonly licence?: string | undefined;
}
