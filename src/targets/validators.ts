/**
 * How the real programs check artifacts: data only. What a program accepts with exit code 0 and then ignores, or
 * fails on, stands here as a complaint to look for; what no program checks has no validator.
 *
 * Placeholders: `{file}` the artifact; `{folder}` a scratch folder with all artifacts of the target; `{scratch}` the
 * scratch configuration.
 */

export interface Validator {
  /** What people call the check. */
  readonly program: string;
  readonly debianPackage: string;
  /** The artifact that is checked; nothing happens where the target did not write it. */
  readonly file: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  /** A configuration around the artifact, written to `{scratch}`. */
  readonly scratch?: string | undefined;
  /** Output that means failure whatever the exit code says: source of a case-insensitive regular expression. */
  readonly complaint?: string | undefined;
  /** Output that means that the check could not be made here. */
  readonly unable?: string | undefined;
  /** Namespaces of its own: with rights that need no root, and far from the host's own tables and files. */
  readonly isolate?: 'net' | 'mount' | undefined;
  /** Tells whether the installed build can check this file: a command, and what its output must hold. */
  readonly needs?:
    | { readonly command: readonly string[]; readonly output: string; readonly what: string }
    | undefined;
}

const dnsmasq = (file: string): Validator => ({
  program: 'dnsmasq --test',
  debianPackage: 'dnsmasq-base',
  file,
  command: ['dnsmasq', '--test', '--conf-file={file}'],
  complaint: 'error|bad |illegal',
});

/** The name of the zone decides how long owners may be. */
const zone = (file: string, name: string): readonly Validator[] => [
  {
    program: 'named-checkzone',
    debianPackage: 'bind9-utils',
    file,
    command: ['named-checkzone', name, '{file}'],
    // It says OK to names outside of the zone and leaves them out.
    complaint: 'warning|ignoring|error|not loaded',
  },
  {
    program: 'kzonecheck',
    debianPackage: 'knot-dnssecutils',
    file,
    command: ['kzonecheck', '-o', name, '{file}'],
    complaint: 'error|warning',
  },
  {
    program: 'unbound-checkconf',
    debianPackage: 'unbound',
    file,
    command: ['unbound-checkconf', '{scratch}'],
    scratch: `server:
  chroot: ""
  username: ""
  directory: "{folder}"
  module-config: "respip iterator"
rpz:
  name: "${name}."
  zonefile: "{file}"
`,
    complaint: '\\berror\\b|warning|fatal',
  },
];

const nft = (file: string): Validator => ({
  program: 'nft -c',
  debianPackage: 'nftables',
  file,
  command: ['nft', '-c', '-f', '{file}'],
  isolate: 'net',
  // Without root the kernel takes some thousand elements a file, no more.
  unable: 'message too long|operation not permitted',
});

const SQUID_BASE = `visible_hostname check
pid_filename none
cache_log /dev/null
access_log none
cache deny all
pinger_enable off
http_port 127.0.0.1:3128
`;

const squid = (file: string): Validator => ({
  program: 'squid -k parse',
  debianPackage: 'squid-openssl',
  file,
  command: ['squid', '-k', 'parse', '-f', '{scratch}'],
  scratch: `${SQUID_BASE}include {file}\nhttp_access deny all\n`,
  // A list that is missing or overlaps is only a remark, and then matches nothing.
  complaint: 'error|fatal|warning|empty acl|bungled',
});

/** By target. */
export const validators: Readonly<Record<string, readonly Validator[]>> = {
  hosts: [
    {
      program: 'getent',
      debianPackage: 'libc-bin',
      file: 'hosts',
      // The last line found means that all were read.
      command: [
        'sh',
        '-ec',
        'mount --bind "$1" /etc/hosts; set -- $(grep -v "^#" "$1" | tail -n 1); [ $# -eq 0 ] || getent ahosts "$2" | grep "^$1 "',
        'sh',
        '{file}',
      ],
      isolate: 'mount',
      unable: 'permission denied|operation not permitted',
    },
  ],
  domains: [],
  dnsmasq: [dnsmasq('dnsmasq.conf')],
  'dnsmasq-nftset': [dnsmasq('dnsmasq-nftset.conf')],
  unbound: [
    {
      program: 'unbound-checkconf',
      debianPackage: 'unbound',
      file: 'unbound.conf',
      command: ['unbound-checkconf', '{scratch}'],
      scratch: `server:
  chroot: ""
  username: ""
  directory: "{folder}"
  module-config: "iterator"
include: "{file}"
`,
      complaint: '\\berror\\b|warning|duplicate',
    },
  ],
  rpz: zone('rpz.cordon.zone', 'rpz.cordon'),
  'rpz-passthru': zone('passthru.cordon.zone', 'passthru.cordon'),
  nftables: [nft('nftables.nft')],
  'nftables-dynamic': [nft('nftables-dynamic.nft')],
  squid: [
    squid('squid.conf'),
    {
      ...squid('squid-sni.conf'),
      needs: { command: ['squid', '-v'], output: '--with-openssl', what: 'squid built with OpenSSL' },
    },
  ],
  'intel-csv': [],
  'intel-json': [],
  'intel-stix': [],
};
