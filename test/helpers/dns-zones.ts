/** Zones for a real name server, and what must come of asking for what is in them. */
import type { TransportKind } from '../../src/observe/dns/outcome.js';
import type { RecordType } from '../../src/observe/dns/types.js';

export const BIG = `"${'x'.repeat(200)}" `.repeat(15);
export const ZONES = {
  'lab.example': `@ SOA ns root 1 3600 600 86400 60
@ NS ns
@ MX 10 mx
@ TXT "v=spf1 -all"
@ CAA 0 issue "ca.example"
ns A 127.0.0.1
www 120 A 192.0.2.1
www 120 A 192.0.2.2
www AAAA 2001:db8::1
www TYPE65 \\# 14 0001 00 0001 0003 02 6832 0003 0002 01bb
alias CNAME alias2
alias2 60 CNAME www
gone CNAME nowhere
empty.tree A 192.0.2.9
loop1 CNAME loop2
loop2 CNAME loop1
out CNAME www.other.example.
sub NS ns.elsewhere.example.
big TXT ${BIG}
`.replace('\\# 14 0001 00 0001 0003 02 6832 0003 0002 01bb', '\\# 16 000100 00010003026832 0003000201bb'),
  'other.example': '@ SOA ns root 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\nwww A 198.51.100.7\n',
  'broken.example': undefined,
};

/** Over a transport: name, type and what the outcome must show. */
export const zoneCases = (
  transport: TransportKind,
): readonly (readonly [name: string, type: RecordType, expected: object])[] => [
  ['www.lab.example', 'A', { kind: 'answer', transport, attempts: 1, problem: undefined }],
  [
    'WWW.Lab.Example.',
    'AAAA',
    { kind: 'answer', name: 'www.lab.example', records: [{ data: '2001:db8::1', ttlSeconds: 300 }] },
  ],
  [
    'www.lab.example',
    'HTTPS',
    { kind: 'answer', records: [{ data: { priority: 1, target: '.', alpn: ['h2'], port: 443 } }] },
  ],
  [
    'lab.example',
    'MX',
    { kind: 'answer', records: [{ data: { preference: 10, exchange: 'mx.lab.example' } }] },
  ],
  ['lab.example', 'NS', { kind: 'answer', records: [{ data: 'ns.lab.example' }] }],
  ['lab.example', 'TXT', { kind: 'answer', records: [{ data: ['v=spf1 -all'] }] }],
  [
    'lab.example',
    'CAA',
    { kind: 'answer', records: [{ data: { critical: false, tag: 'issue', value: 'ca.example' } }] },
  ],
  ['lab.example', 'SOA', { kind: 'answer', records: [{ data: { serial: 1, minimumSeconds: 60 } }] }],
  ['alias.lab.example', 'CNAME', { kind: 'answer', records: [{ data: 'alias2.lab.example' }], chain: [] }],
  [
    'alias.lab.example',
    'MX',
    { kind: 'nodata', chain: [{ data: 'alias2.lab.example' }, { data: 'www.lab.example' }] },
  ],
  ['www.lab.example', 'TXT', { kind: 'nodata', records: [], negativeTtlSeconds: 60 }],
  ['tree.lab.example', 'A', { kind: 'nodata' }],
  ['nope.lab.example', 'A', { kind: 'nxdomain', negativeTtlSeconds: 60 }],
  ['gone.lab.example', 'A', { kind: 'nxdomain', chain: [{ data: 'nowhere.lab.example' }] }],
  [
    'out.lab.example',
    'A',
    {
      kind: 'answer',
      records: [{ data: '198.51.100.7' }],
      chain: [{ name: 'out.lab.example', data: 'www.other.example' }],
    },
  ],
  ['loop1.lab.example', 'A', { kind: 'error', problem: /loop/, records: [] }],
  ['x.sub.lab.example', 'A', { kind: 'error', problem: /referral/ }],
  ['unknown.example', 'A', { kind: 'refused', attempts: 1 }],
  ['www.broken.example', 'A', { kind: 'servfail', attempts: 2 }],
  ['big.lab.example', 'TXT', { kind: 'answer', transport: transport === 'udp' ? 'tcp' : transport }],
];
