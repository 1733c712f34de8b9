import type { Rule } from '../../finding.js';

export const residentsRules: readonly Rule[] = [];
