/** How residents sign up and are talked to: dialling code, identity documents, app stores, messengers. */
import { NO_RESIDENT_SIGNS } from '../../../model/registry/residents.js';
import type { Rule, RuleInput } from '../../finding.js';
import { cite, finding, type Reading } from '../cite.js';
import { dialledCodes } from './dialling.js';
import { hostIsUnder, hostOf } from './hosts.js';
import { citeMark } from './payment.js';
import { type Mark, type PageScan, scanPlatform } from './scan.js';

const rest = { version: 2, gate: 'C', reads: ['page'] } as const;
const signsOf = ({ profile }: RuleInput) => profile.residents ?? NO_RESIDENT_SIGNS;

export const diallingRule: Rule = {
  ...rest,
  id: 'residents-dialling-code',
  family: 'phone',
  strong: true,
  weight: 3,
  statement: 'The dialling code is the default, or one of five at most, where a phone number is asked for.',
  apply: (input) => {
    const code = input.profile.diallingCode;
    if (code === '') return [];
    const readings = scanPlatform(input.reading, input.profile).flatMap((page) =>
      dialledCodes(page, code, signsOf(input).diallingCodeShared),
    );
    return finding(diallingRule, 'dialling-code', `asks for phone numbers of ${code}`, readings);
  },
};

export const identityRule: Rule = {
  ...rest,
  id: 'residents-identity',
  family: 'identity',
  strong: false,
  weight: 2,
  statement: 'An identity document is asked for that residents alone have.',
  apply: (input) => {
    const readings = ownWords(input, (page) => [
      ...page.of('identity'),
      ...page
        .of('sharedIdentity')
        .filter((mark) => page.near(mark, ['otherDocuments'], { before: 40, after: 40 }) === undefined),
    ]);
    return finding(identityRule, 'identity', 'asks for an identity document of residents', readings);
  },
};

export const appStoreRule: Rule = {
  ...rest,
  id: 'residents-app-store',
  family: 'app-store',
  strong: false,
  weight: 2,
  statement: 'Its application stands in a store, or in the part of a store, that is for residents.',
  apply: (input) => {
    const { appStoreHosts } = signsOf(input);
    // Stores of all countries put the country first in the path.
    const shelf = new RegExp(`^https?://(?:apps|itunes)\\.apple\\.com/${input.profile.home.toLowerCase()}/`);
    // Nearly all links lead elsewhere; what names none of these stores need not be taken apart.
    const mayBeStore = (url: string) =>
      url.includes('.apple.com/') || appStoreHosts.some((host) => url.includes(host));
    const linked = input.reading.content.flatMap(({ page, host }) =>
      page.document.links
        .filter(
          ({ url }) =>
            !url.startsWith(`https://${host}/`) &&
            mayBeStore(url) &&
            (shelf.test(url) || hostIsUnder(hostOf(url), appStoreHosts)),
        )
        .map(({ url }) => cite(page, page.document.finalUrl, url, 2)),
    );
    const named = ownWords(input, (page) => page.of('storeTerm'));
    return finding(appStoreRule, 'app-store', 'is offered in an app store of residents', [
      ...linked,
      ...named,
    ]);
  },
};

export const messagingRule: Rule = {
  ...rest,
  id: 'residents-messaging',
  family: 'messaging',
  strong: false,
  weight: 1,
  statement: 'It has an account with a messenger that residents use.',
  apply: (input) => {
    const { messagingServices } = signsOf(input);
    const held = input.reading.content.flatMap(({ page }) =>
      page.document.accounts
        .filter(({ service }) => messagingServices.includes(service))
        .map(({ service, id }) => cite(page, page.document.finalUrl, `${service}: ${id}`, 2)),
    );
    const named = ownWords(input, (page) => page.of('messagingTerm'));
    return finding(messagingRule, 'messaging', 'talks to residents by a messenger of theirs', [
      ...held,
      ...named,
    ]);
  },
};

/** Words that the page says of its own service. */
function ownWords(input: RuleInput, pick: (page: PageScan) => readonly Mark[]): Reading[] {
  return scanPlatform(input.reading, input.profile).flatMap((page) =>
    pick(page)
      .filter((mark) => !page.isReported(mark) && !page.isDenied(mark))
      .map((mark) => citeMark(page, mark)),
  );
}
