import type { Rule } from '../../finding.js';

export const tradingRules: readonly Rule[] = [];
