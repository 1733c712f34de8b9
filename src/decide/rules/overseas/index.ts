/** Gate B: the platform operates from outside the profile's home country. */
import type { Rule } from '../../finding.js';
import { serversRule } from './servers.js';
import { claimRule, domicileRule, licenceRule } from './statements.js';

export const overseasRules: readonly Rule[] = [serversRule, domicileRule, licenceRule, claimRule];
