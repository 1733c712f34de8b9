/** What must be reached; a profile may say otherwise. */
import type { Profile } from '../model/registry/jurisdiction.js';

export interface Thresholds {
  /** Points for gate A. */
  readonly tradingPlatform: number;
  /** Points for gate C. */
  readonly servesResidents: number;
  /** Families of findings that gate C needs. */
  readonly families: number;
  /** Days without fresh evidence after which a proposal is due for review. */
  readonly evidenceDays: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  tradingPlatform: 5,
  servesResidents: 5,
  families: 2,
  evidenceDays: 30,
};

export function thresholdsOf(_profile: Profile): Thresholds {
  return DEFAULT_THRESHOLDS;
}
