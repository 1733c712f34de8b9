/** The rule set: one table of all rules, and its digest. */
import type { Rule } from '../finding.js';
import { overseasRules } from './overseas/index.js';
import { promotionRules } from './promotion/index.js';
import { residentsRules } from './residents/index.js';
import { tradingRules } from './trading/index.js';

export const RULES: readonly Rule[] = [
  ...tradingRules,
  ...overseasRules,
  ...residentsRules,
  ...promotionRules,
];
