/** What must be reached; a profile may say otherwise of the points. */
import type { Profile } from '../model/registry/jurisdiction.js';
import { DEFAULT_THRESHOLDS } from '../model/registry/residents.js';

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

export function thresholdsOf({ thresholds = DEFAULT_THRESHOLDS }: Profile): Thresholds {
  return {
    tradingPlatform: thresholds.trading,
    servesResidents: thresholds.residents,
    families: 2,
    evidenceDays: 30,
  };
}
