/** Tables for the tests of the DNS codec: what records mean, and what hostile messages look like. */
import type { RecordType } from '../../src/observe/dns/types.js';
import {
  hex,
  type MessageFields,
  message,
  opt,
  option,
  questionOf,
  record,
  soa,
  TO_QUESTION,
  u8,
  u16,
  u32,
  wireName,
} from './dns-wire.js';

/** The name that all of these are about. */
export const NAME = 'a.example';
export const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const string = (value: string): Buffer => Buffer.concat([u8(value.length), text(value)]);

const svcb = (...params: [key: number, value: Uint8Array][]): Buffer =>
  Buffer.concat([u16(1), u8(0), ...params.flatMap(([key, value]) => [u16(key, value.length), value])]);

const answer = (
  data: Uint8Array,
  type: RecordType = 'A',
  more: { length?: number; owner?: Uint8Array } = {},
): MessageFields => ({
  type,
  answers: [record({ type, data, ...more })],
});
const address = u8(192, 0, 2, 1);

export const RECORD_DATA: readonly [type: RecordType, data: Uint8Array, expected: unknown][] = [
  ['A', u8(192, 0, 2, 1), '192.0.2.1'],
  ['AAAA', hex('20010db8 00000000 00000000 00000001'), '2001:db8::1'],
  ['NS', wireName('NS1.Example'), 'ns1.example'],
  ['NS', Buffer.concat([u8(2), text('ns'), u16(0xc00e)]), 'ns.example'],
  ['CNAME', TO_QUESTION, NAME],
  ['PTR', u8(0), '.'],
  ['NS', Buffer.concat([u8(5), text('a.b\n;'), u8(0)]), 'a\\.b\\010\\;'],
  ['MX', Buffer.concat([u16(10), wireName('mx.example')]), { preference: 10, exchange: 'mx.example' }],
  ['TXT', Buffer.concat([string('v=spf1 "x"'), string('\x00é\\')]), ['v=spf1 \\"x\\"', '\\000\\233\\\\']],
  ['TXT', u8(0), ['']],
  [
    'CAA',
    Buffer.concat([u8(128), string('Issue'), text('ca.example')]),
    { critical: true, tag: 'issue', value: 'ca.example' },
  ],
  [
    'SOA',
    Buffer.concat([
      wireName('ns.example'),
      wireName('root.example'),
      u32(7),
      u32(1),
      u32(2),
      u32(3),
      u32(0xffffffff),
    ]),
    {
      primary: 'ns.example',
      mailbox: 'root.example',
      serial: 7,
      refreshSeconds: 1,
      retrySeconds: 2,
      expireSeconds: 3,
      minimumSeconds: 0,
    },
  ],
  ['HTTPS', Buffer.concat([u16(0), wireName('svc.example')]), { priority: 0, target: 'svc.example' }],
  [
    'HTTPS',
    svcb(
      [0, u16(1, 4)],
      [1, Buffer.concat([string('h2'), string('h3')])],
      [2, u8()],
      [3, u16(8443)],
      [4, u8(192, 0, 2, 1, 192, 0, 2, 2)],
      [5, hex('0011')],
      [6, hex('20010db8 00000000 00000000 00000001')],
      [7, text('/dns-query{?dns}')],
    ),
    {
      priority: 1,
      target: '.',
      mandatory: [1, 4],
      alpn: ['h2', 'h3'],
      noDefaultAlpn: true,
      port: 8443,
      ipv4hint: ['192.0.2.1', '192.0.2.2'],
      ech: true,
      ipv6hint: ['2001:db8::1'],
      otherKeys: [7],
    },
  ],
  ['SVCB', svcb([65_280, u8(1)]), { priority: 1, target: '.', otherKeys: [65_280] }],
];

// The first answer begins at octet 27: 12 of header, 11 of name, 4 of type and class.
const here = 12 + questionOf(NAME, 'A').length;
export const HOSTILE: readonly [what: string, fields: MessageFields, reason: RegExp][] = [
  ['a pointer to itself', answer(address, 'A', { owner: u16(0xc000 | here) }), /pointer/],
  [
    'two pointers to each other',
    answer(address, 'A', { owner: Buffer.concat([u8(1, 97), u16(0xc000 | here)]) }),
    /pointer/,
  ],
  ['a pointer forward', answer(address, 'A', { owner: u16(0xc000 | (here + 20)) }), /pointer/],
  ['a pointer behind the end', answer(address, 'A', { owner: u16(0xffff) }), /pointer/],
  ['a pointer into the header', answer(address, 'A', { owner: u16(0xc004) }), /pointer/],
  ['a pointer whose second octet is missing', { ...answer(u8(0xc0), 'NS') }, /too early/],
  ['a label of a reserved kind', answer(address, 'A', { owner: u8(0x80, 1, 0) }), /reserved/],
  ['a label that runs over its own pointer', answer(Buffer.concat([u8(3), u16(0xc00c)]), 'NS'), /too early/],
  [
    'a name of over 255 octets',
    answer(Buffer.concat([...Array.from({ length: 4 }, () => string('x'.repeat(63))), u8(0)]), 'NS'),
    /255/,
  ],
  [
    'a name of over 255 octets by pointers',
    answer(
      Buffer.concat([
        ...Array.from({ length: 3 }, () => string('x'.repeat(63))),
        string('y'.repeat(52)),
        TO_QUESTION,
      ]),
      'NS',
    ),
    /255/,
  ],
  ['more answers announced than there are', { ...answer(address), counts: [1, 2, 0, 0] }, /too early/],
  ['fewer answers announced than there are', { ...answer(address), counts: [1, 0, 0, 0] }, /behind its last/],
  ['65,535 records announced', { counts: [1, 65_535, 65_535, 65_535] }, /too early/],
  ['two questions', { ...answer(address), counts: [2, 1, 0, 0] }, /questions/],
  ['data longer than the message', answer(address, 'A', { length: 65_535 }), /too early/],
  ['data shorter than the type', answer(u8(192, 0, 2)), /too early/],
  ['data longer than the type', answer(u8(192, 0, 2, 1, 9)), /does not fill/],
  ['a name longer than its data', { ...answer(wireName('ns.example'), 'NS', { length: 4 }) }, /too early/],
  ['TXT with a lying length', answer(u8(9, 97), 'TXT'), /too early/],
  ['empty TXT', answer(u8(), 'TXT'), /too early/],
  ['CAA with a tag that is no word', answer(Buffer.concat([u8(0), string('is sue')]), 'CAA'), /tag/],
  ['HTTPS parameters out of order', answer(svcb([3, u16(443)], [1, string('h2')]), 'HTTPS'), /increasing/],
  ['the same HTTPS parameter twice', answer(svcb([3, u16(443)], [3, u16(444)]), 'HTTPS'), /increasing/],
  [
    'an HTTPS parameter behind its record',
    answer(Buffer.concat([u16(1), u8(0), u16(3, 900), u16(443)]), 'HTTPS'),
    /behind its record/,
  ],
  ['an HTTPS port of three octets', answer(svcb([3, u8(1, 2, 3)]), 'HTTPS'), /wrong length/],
  ['half an address hint', answer(svcb([4, u8(192, 0)]), 'HTTPS'), /too early/],
  ['no address in a hint', answer(svcb([4, u8()]), 'HTTPS'), /without a value/],
  ['an empty protocol id', answer(svcb([1, u8(0)]), 'HTTPS'), /empty protocol/],
  ['a mandatory parameter that is missing', answer(svcb([0, u16(3)]), 'HTTPS'), /mandatory/],
  ['no-default-alpn without alpn', answer(svcb([2, u8()]), 'HTTPS'), /default protocol/],
  ['a compressed HTTPS target', answer(Buffer.concat([u16(1), TO_QUESTION]), 'HTTPS'), /compressed/],
  ['two OPT records', { additional: [opt(), opt()] }, /OPT/],
  ['an OPT record with a name', { additional: [record({ type: 41, data: u8() })] }, /OPT/],
  [
    'an EDNS option behind its record',
    { additional: [record({ owner: u8(0), type: 41, data: u16(15, 200) })] },
    /option/,
  ],
  ['an extended error without a code', { additional: [opt([option(15, u8(1))])] }, /code/],
  ['a client subnet of no family', { additional: [opt([option(8, hex('0007 00 00'))])] }, /family/],
  [
    'a client subnet that is too long',
    { additional: [opt([option(8, hex('0001 21 00 c000020101'))])] },
    /wrong length/,
  ],
  ['a SOA that is cut', { authority: [record({ type: 'SOA', data: u8(0, 0, 0) })] }, /too early/],
];

/** One of each kind of content that has inner structure. */
export const RICH: readonly [RecordType, Buffer][] = [
  [
    'A',
    message({
      answers: [
        record({ type: 'CNAME', data: Buffer.concat([u8(1), text('b'), u16(0xc00e)]) }),
        record({ owner: wireName('b.example'), type: 'A', data: address }),
      ],
      authority: [soa(5)],
      additional: [opt([option(15, u16(3)), option(8, hex('0002 20 00 20010db8'))])],
    }),
  ],
  ['HTTPS', message(answer(svcb([1, string('h2')], [3, u16(443)], [4, address], [5, hex('00ff')]), 'HTTPS'))],
  ['TXT', message(answer(Buffer.concat([string('one'), string('two')]), 'TXT'))],
  ['SOA', message({ type: 'SOA', answers: [soa(5)] })],
  ['MX', message(answer(Buffer.concat([u16(1), u8(2), text('mx'), TO_QUESTION]), 'MX'))],
  ['CAA', message(answer(Buffer.concat([u8(0), string('iodef'), text('mailto:x@a.example')]), 'CAA'))],
];
