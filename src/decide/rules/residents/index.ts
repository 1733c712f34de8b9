/** Gate C: the platform serves residents of the profile's home country. */
import type { Rule } from '../../finding.js';
import { appStoreRule, diallingRule, identityRule, messagingRule } from './contact.js';
import { currencyRule, railRule } from './payment.js';
import { infrastructureRule, languageRule, reachabilityRule } from './reach.js';
import { exclusionRule, exitRule, licensedRule, refusesHomeRule } from './refusals.js';

export const residentsRules: readonly Rule[] = [
  railRule,
  currencyRule,
  diallingRule,
  reachabilityRule,
  languageRule,
  identityRule,
  appStoreRule,
  messagingRule,
  infrastructureRule,
  exclusionRule,
  exitRule,
  refusesHomeRule,
  licensedRule,
];
