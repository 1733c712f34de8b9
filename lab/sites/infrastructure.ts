/** What the rest stands on: hosting companies, resolvers, a CDN. */
import { AT, HOME_SUBNETS, RESOLVERS, STRANGERS } from '../addresses.js';
import type { Site } from '../site.js';
import { html } from '../web/html.js';

const notice = (title: string) => html({ lang: 'en', title, body: [`<h1>${title}</h1>`] });

const v4 = (addresses: readonly string[]) => addresses.filter((address) => !address.includes(':'));
const v6 = (addresses: readonly string[]) => addresses.filter((address) => address.includes(':'));
const split = (addresses: readonly string[]) => ({ a: v4(addresses), aaaa: v6(addresses) });

const service = (name: string, role: string, hosts: Site['hosts']): Site => ({
  name,
  role,
  yields: 'never listed',
  hosts,
  pages: { '/': notice(role) },
});

export const INFRASTRUCTURE_SITES: readonly Site[] = [
  service('zonewerk.example', 'DNS hosting', { '@': { a: AT.shared } }),
  service('tigerdns.example', 'name servers of the exchange', {}),
  service('steerdns.example', 'DNS hosting with answers by place', {}),
  service('gonedns.example', 'DNS hosting that went out of business', {}),
  service('root-servers.net', 'root name servers', {}),
  {
    ...service('cloudfront.net', 'CDN', { d3pandalab: { a: AT.cloudfront } }),
    // By place too, so that a resolver keeps what leads there by client subnet: unbound goes by the last answer.
    dns: { views: [{ subnets: HOME_SUBNETS, hosts: { d3pandalab: { a: AT.cloudfront.slice(1) } } }] },
  },
  service('dns.google', 'public resolver', { '@': split(STRANGERS.publicResolver) }),
  ...Object.values(RESOLVERS).map(({ tlsName, addresses }) =>
    service(tlsName.slice(tlsName.indexOf('.') + 1), 'resolver', { dns: split(addresses) }),
  ),
];
