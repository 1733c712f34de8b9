/** A plain list: one name a line. Each stands for itself and everything below it, as most readers take it. */
import { writeHeader } from '../header.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const END = constant('\n');

export const target = defineTarget({
  id: 'domains',
  family: 'dns',
  title: 'plain domain list',
  summary: 'One name a line, for other tools.',
  optIn: false,
  role: 'enforces',
  features: {
    'names-exact': { widens: 'a line stands for the name and all below it' },
    'names-subtree': 'yes',
    ipv4: { no: 'the list holds names only' },
    ipv6: { no: 'the list holds names only' },
    prefixes: { no: 'the list holds names only' },
    monitor: { no: 'a line has no action: all that is listed gets blocked' },
    protected: { no: 'the list has no exceptions: protected names below a listed name are blocked with it' },
    notice: { no: 'it is up to the reader of the list' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 0 },
  programs: [],
  write({ survey, names: { names, block }, losses }) {
    const writer = new ByteWriter(1024 + names.bytes.length * 2);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'dns/domains',
      entries: block.length,
      losses,
      load: 'each line stands for the name and for all names below it (scope subtree); lines with # are comments',
    });
    for (const row of block) writer.name(names, row).raw(END);
    return [{ name: 'domains.txt', bytes: writer.finish(), entries: block.length }];
  },
});
