/**
 * Gate A: it is a trading platform. Holds from 5 points on, with at least one of the signals `pairs`,
 * `trade-navigation`, `on-ramp` and `market-data`.
 */
import type { Rule } from '../../finding.js';
import { rulesAgainst } from './against.js';
import { rulesFor } from './for.js';
import { rulesForDesks } from './for-desk.js';

export const tradingRules: readonly Rule[] = [...rulesFor, ...rulesForDesks, ...rulesAgainst];
