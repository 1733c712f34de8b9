/** The vocabularies of all languages that gate C reads. */
import { EN } from './en.js';
import { FIL } from './fil.js';
import { HI } from './hi.js';
import { JA } from './ja.js';
import { KK } from './kk.js';
import { KO } from './ko.js';
import { MS } from './ms.js';
import { RU } from './ru.js';
import { TH } from './th.js';
import type { ResidentVocabulary } from './types.js';
import { ZH } from './zh.js';

export const VOCABULARIES: readonly ResidentVocabulary[] = [EN, FIL, HI, JA, KK, KO, MS, RU, TH, ZH];
