import type { Rule } from '../../finding.js';

export const overseasRules: readonly Rule[] = [];
