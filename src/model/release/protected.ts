/** One value of the protected set that travels with a release, so that targets can emit it. */
export interface ProtectedValue {
  readonly kind: 'name' | 'prefix';
  readonly value: string;
  /** Names only. */
  readonly scope?: 'exact' | 'subtree' | undefined;
  /** Id of the list under lists/protected. */
  readonly list: string;
}
