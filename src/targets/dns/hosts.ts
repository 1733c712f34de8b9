/** The system's hosts file: one address and one name a line, exact names only. */
import { writeHeader } from '../header.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const V4 = constant('0.0.0.0 ');
const V6 = constant('\n:: ');
const END = constant('\n');

export const target = defineTarget({
  id: 'hosts',
  family: 'dns',
  title: 'hosts file',
  summary: 'Sinkholes names on one machine, or for a resolver that reads hosts files.',
  optIn: false,
  role: 'enforces',
  features: {
    'names-exact': 'yes',
    'names-subtree': {
      narrows: 'a hosts file has no wildcard: the name itself and the known hosts below it',
    },
    ipv4: { no: 'a hosts file answers for names only' },
    ipv6: { no: 'a hosts file answers for names only' },
    prefixes: { no: 'a hosts file answers for names only' },
    monitor: { no: 'a hosts file cannot log' },
    protected: 'yes',
    notice: { no: 'a name is answered with the unspecified address, where no page is' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 0 },
  programs: ['glibc (looks through the whole file for every name)', 'dnsmasq (addn-hosts)'],
  write({ survey, names: { names, hosts }, losses }) {
    const writer = new ByteWriter(1024 + names.bytes.length * 4);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'dns/hosts',
      entries: hosts.length,
      losses,
      load: 'append to /etc/hosts, or addn-hosts= of dnsmasq',
      notes: [
        'a connection to 0.0.0.0 or :: reaches the own machine: keep nothing there that answers for others',
      ],
    });
    for (const row of hosts) writer.raw(V4).name(names, row).raw(V6).name(names, row).raw(END);
    return [{ name: 'hosts', bytes: writer.finish(), entries: hosts.length }];
  },
});
