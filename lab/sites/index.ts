/** All sites of the lab. */
import type { Site } from '../site.js';
import { BYSTANDER_SITES } from './bystanders.js';
import { EXCHANGE_SITES } from './exchanges.js';
import { INFRASTRUCTURE_SITES } from './infrastructure.js';
import { NAME_SITES } from './names.js';
import { PANDA_SITES } from './panda.js';
import { PROMOTER_SITES } from './promoters.js';
import { TIGER_SITES } from './tiger.js';
import { TROUBLE_SITES } from './trouble.js';

export const SITES: readonly Site[] = [
  ...TIGER_SITES,
  ...PANDA_SITES,
  ...EXCHANGE_SITES,
  ...PROMOTER_SITES,
  ...BYSTANDER_SITES,
  ...TROUBLE_SITES,
  ...NAME_SITES,
  ...INFRASTRUCTURE_SITES,
];
