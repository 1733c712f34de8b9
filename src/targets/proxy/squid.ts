/**
 * Squid: access lists for names (dstdomain), addresses (dst) and TLS server names. The last is a file of its own,
 * because only a squid built with OpenSSL knows it. `.d` is a name with all below it, `d` the name alone; an empty
 * list is left out together with the line that would name it, as squid takes a missing one for "match nothing".
 */
import { NAME_SUBTREE, type NameTable } from '../../model/names/name-table.js';
import type { PrefixColumns, PrefixTable } from '../../model/prefixes/prefix-table.js';
import { writeHeader } from '../header.js';
import { byReversedText } from '../squid-order.js';
import { type Artifact, defineTarget, type Job } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const DOT = constant('.');
const END = constant('\n');

export const target = defineTarget({
  id: 'squid',
  family: 'proxy',
  title: 'Squid',
  summary: 'Denies requests and tunnels to listed names and addresses, and TLS by server name.',
  optIn: false,
  role: 'enforces',
  features: {
    'names-exact': 'yes',
    'names-subtree': 'yes',
    ipv4: 'yes',
    ipv6: 'yes',
    prefixes: 'yes',
    monitor: 'yes',
    protected: 'yes',
    notice: { narrows: 'status 451 (RFC 7725) for http; a tunnel is refused without a page' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 500_000 },
  programs: ['Squid 5 (squid.conf)', 'Squid 5 built with OpenSSL (squid-sni.conf too)'],
  folder: '/etc/squid/cordon',
  write(job) {
    const lists = listFiles(job);
    const has = new Set(lists.map((list) => list.name));
    return [
      configFile(
        job,
        'squid.conf',
        mainLines(job.folder, has),
        `include ${job.folder}/squid.conf before every http_access line`,
      ),
      ...lists,
      ...(has.has('squid.domains')
        ? [
            configFile(
              job,
              'squid-sni.conf',
              sniLines(job.folder, has),
              `include ${job.folder}/squid-sni.conf before every ssl_bump line; needs squid built with OpenSSL and an http_port with ssl-bump`,
            ),
          ]
        : []),
    ];
  },
});

function listFiles(job: Job): Artifact[] {
  const { survey, names } = job;
  const { enforced, monitor } = survey.prefixes;
  return [
    nameFile(job, 'squid.domains', names.block),
    addressFile(job, 'squid.addresses', enforced),
    nameFile(job, 'squid.protected', names.exceptions),
    nameFile(job, 'squid.monitored', names.monitor),
    addressFile(job, 'squid.monitored-addresses', monitor),
  ].filter((artifact) => artifact.entries > 0);
}

/** Denied as early as can be, with the stock page under the status of RFC 7725. */
function mainLines(folder: string, has: ReadonlySet<string>): string[] {
  const path = (name: string) => `"${folder}/${name}"`;
  const lines: string[] = [];
  const spared = has.has('squid.protected') ? ' !cordon_protected' : '';
  if (spared) lines.push(`acl cordon_protected dstdomain -n ${path('squid.protected')}`);
  if (has.has('squid.domains'))
    lines.push(
      `acl cordon_names dstdomain -n ${path('squid.domains')}`,
      'deny_info 451:ERR_ACCESS_DENIED cordon_names',
      `http_access deny${spared} cordon_names`,
    );
  if (has.has('squid.addresses'))
    lines.push(
      `acl cordon_addresses dst ${path('squid.addresses')}`,
      'deny_info 451:ERR_ACCESS_DENIED cordon_addresses',
      `http_access deny${spared} cordon_addresses`,
    );
  if (has.has('squid.monitored'))
    lines.push(
      `acl cordon_monitored dstdomain -n ${path('squid.monitored')}`,
      'note cordon monitored cordon_monitored',
    );
  if (has.has('squid.monitored-addresses'))
    lines.push(
      `acl cordon_monitored_addresses dst ${path('squid.monitored-addresses')}`,
      'note cordon monitored cordon_monitored_addresses',
    );
  return lines;
}

/** Looks at the client's first message, ends the connection if the server name is listed, decrypts nothing. */
function sniLines(folder: string, has: ReadonlySet<string>): string[] {
  const spared = has.has('squid.protected') ? ' !cordon_sni_protected' : '';
  return [
    ...(spared ? [`acl cordon_sni_protected ssl::server_name "${folder}/squid.protected"`] : []),
    `acl cordon_sni ssl::server_name "${folder}/squid.domains"`,
    'acl cordon_hello at_step SslBump1',
    'ssl_bump peek cordon_hello',
    `ssl_bump terminate${spared} cordon_sni`,
  ];
}

function configFile(job: Job, name: string, lines: readonly string[], load: string): Artifact {
  const writer = new ByteWriter();
  header(writer, job, entriesOf(job), load, [
    `the files must stand in ${job.folder}`,
    'log monitored requests with %note in logformat',
  ]);
  for (const line of lines) writer.text(line).raw(END);
  return { name, bytes: writer.finish(), entries: 0 };
}

function nameFile(job: Job, name: string, rows: Uint32Array): Artifact {
  const { names } = job.names;
  const writer = new ByteWriter(1024 + octetsOf(names, rows));
  header(
    writer,
    job,
    rows.length,
    `named by ${job.folder}/squid.conf; a leading dot takes all below the name along`,
  );
  for (const row of byReversedText(names, rows)) {
    if (names.flags[row]! & NAME_SUBTREE) writer.raw(DOT);
    writer.name(names, row).raw(END);
  }
  return { name, bytes: writer.finish(), entries: rows.length };
}

function addressFile(job: Job, name: string, { v4, v6 }: PrefixTable): Artifact {
  const writer = new ByteWriter(1024 + (v4.count + v6.count) * 20);
  const entries = v4.count + v6.count;
  header(writer, job, entries, `named by ${job.folder}/squid.conf`);
  const write = (columns: PrefixColumns) => {
    for (let row = 0; row < columns.count; row++) writer.prefix(columns, row).raw(END);
  };
  write(v4);
  write(v6);
  return { name, bytes: writer.finish(), entries };
}

function header(
  writer: ByteWriter,
  job: Job,
  entries: number,
  load: string,
  notes?: readonly string[],
): void {
  writeHeader(writer, '#', {
    set: job.survey.set,
    target: 'proxy/squid',
    entries,
    losses: job.losses,
    load,
    notes,
  });
}

function entriesOf({ names, survey: { prefixes } }: Job): number {
  const { enforced, monitor } = prefixes;
  return names.all.length + enforced.v4.count + enforced.v6.count + monitor.v4.count + monitor.v6.count;
}

const octetsOf = (names: NameTable, rows: Uint32Array): number =>
  rows.reduce((sum, row) => sum + names.length[row]! + 2, 0);
