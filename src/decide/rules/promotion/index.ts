import type { Rule } from '../../finding.js';

export const promotionRules: readonly Rule[] = [];
