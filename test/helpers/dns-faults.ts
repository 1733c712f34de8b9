/** Replies, honest and forged, and the ways in which servers go wrong. */
import type { UdpBehaviour } from './dns-servers.js';
import {
  hex,
  type MessageFields,
  message,
  opt,
  option,
  readQuery,
  record,
  u8,
  u16,
  wireName,
} from './dns-wire.js';

export const GOOD = u8(192, 0, 2, 1);
export const BAD = u8(198, 51, 100, 66);

/** A reply to this query. */
export function reply(query: Uint8Array, fields: MessageFields = {}): Buffer {
  const { id, question } = readQuery(query);
  return message({ id, question, ...fields });
}
export const a = (data: Uint8Array) => record({ type: 'A', data });
export const good = (query: Uint8Array): Buffer => reply(query, { answers: [a(GOOD)] });
export const bad = (query: Uint8Array): Buffer => reply(query, { answers: [a(BAD)] });
export const lower = (bytes: Uint8Array, of: (query: Uint8Array) => Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  for (let i = 12; i < readQuery(copy).question.length + 12 - 4; i++) {
    const code = copy[i] as number;
    if (code >= 65 && code <= 90) copy[i] = code + 32;
  }
  return of(copy);
};

/** What a server does with the n-th query, and what must come of it. */
export interface Fault {
  readonly what: string;
  readonly behave: UdpBehaviour;
  readonly expected: object;
  readonly strays?: number;
  /** Of the first try, where the fault is that nothing comes in time. */
  readonly timeoutMs?: number;
}

export const FAULTS: readonly Fault[] = [
  {
    what: 'a reply with another id is dropped',
    behave: ({ bytes }, send) => {
      const forged = bad(bytes);
      forged.writeUInt16BE(forged.readUInt16BE(0) ^ 0x5555, 0);
      send(forged);
      send(good(bytes));
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 1 },
    strays: 1,
  },
  {
    what: 'a reply to another question is dropped',
    behave: ({ bytes, query }, send) => {
      send(message({ id: query.id, name: 'b.example', answers: [a(BAD)] }));
      send(message({ id: query.id, name: 'a.example', type: 'AAAA' }));
      send(good(bytes));
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 1 },
    strays: 2,
  },
  {
    what: 'a reply from another port never arrives',
    behave: ({ bytes }, send, sendElsewhere) => {
      sendElsewhere(bad(bytes));
      setTimeout(() => send(good(bytes)), 20);
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 1 },
    strays: 0,
  },
  {
    what: 'a reply that comes late is dropped, and the second try counts',
    timeoutMs: 150,
    behave: ({ bytes, before }, send) => {
      if (before > 0) setTimeout(() => send(good(bytes)), 100);
      else setTimeout(() => send(bad(bytes)), 190);
    },
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }], attempts: 2 },
    strays: 1,
  },
  {
    what: 'silence is a timeout',
    timeoutMs: 150,
    behave: () => undefined,
    expected: { kind: 'timeout', attempts: 2 },
    strays: 0,
  },
  {
    what: 'a lost datagram is asked for again',
    timeoutMs: 150,
    behave: ({ bytes, before }, send) => before > 0 && send(good(bytes)),
    expected: { kind: 'answer', attempts: 2 },
  },
  {
    what: 'garbage is dropped',
    timeoutMs: 150,
    behave: (_seen, send) => {
      for (const garbage of [u8(), u8(0), Buffer.alloc(11, 0xff), Buffer.alloc(600, 0xc0)]) send(garbage);
    },
    expected: { kind: 'timeout' },
  },
  {
    what: 'the query itself, sent back, is dropped',
    timeoutMs: 150,
    behave: ({ bytes }, send) => send(bytes),
    expected: { kind: 'timeout' },
    strays: 2,
  },
  {
    what: 'a reply that cannot be read is malformed',
    behave: ({ bytes }, send) => send(reply(bytes, { answers: [a(u8(1, 2, 3))] })),
    expected: { kind: 'malformed', problem: /too early/, attempts: 2 },
  },
  {
    what: 'records that no chain leads to are left out',
    behave: ({ bytes }, send) =>
      send(
        reply(bytes, { answers: [record({ owner: wireName('b.example'), type: 'A', data: BAD }), a(GOOD)] }),
      ),
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }] },
  },
  {
    what: 'a server that forgets the case of the question is asked again without',
    behave: ({ bytes }, send) => send(lower(bytes, good)),
    expected: { kind: 'answer', records: [{ data: '192.0.2.1' }] },
  },
  {
    what: 'truncated without TCP is an error',
    behave: ({ bytes }, send) => send(reply(bytes, { flags: 0x8380 })),
    expected: { kind: 'error', problem: 'ECONNREFUSED', transport: 'tcp' },
  },
  {
    what: 'a server that does not know EDNS is asked again without',
    behave: ({ query, bytes }, send) =>
      send(
        query.hasOpt
          ? message({ id: query.id, rcode: 1, question: u8(), counts: [0, 0, 0, 0] })
          : good(bytes),
      ),
    expected: { kind: 'answer', attempts: 2 },
  },
  {
    what: 'SERVFAIL comes with its extended errors',
    behave: ({ bytes }, send) =>
      send(
        reply(bytes, {
          rcode: 2,
          additional: [opt([option(15, Buffer.concat([u16(9), Buffer.from('no key')]))])],
        }),
      ),
    expected: { kind: 'servfail', extendedErrors: [{ code: 9, text: 'no key' }], attempts: 2 },
  },
  {
    what: 'a code without an outcome of its own is an error',
    behave: ({ bytes }, send) => send(reply(bytes, { rcode: 4, additional: [opt()] })),
    expected: { kind: 'error', problem: 'response code NOTIMP' },
  },
  {
    what: 'AD and EDNS client subnet are passed on',
    behave: ({ bytes }, send) => send(reply(bytes, { flags: 0x81a0, answers: [a(GOOD)] })),
    expected: { kind: 'answer', authenticData: true, subnet: undefined },
  },
  {
    what: 'a subnet that nobody asked for is malformed',
    behave: ({ bytes }, send) =>
      send(reply(bytes, { answers: [a(BAD)], additional: [opt([option(8, hex('0001 18 18 c00002'))])] })),
    expected: { kind: 'malformed', problem: /another client subnet/ },
  },
  {
    what: 'a chain of seventeen CNAMEs is an error',
    behave: ({ bytes }, send) => {
      const name = (i: number) => wireName(i === 0 ? 'a.example' : `c${i}.example`);
      send(
        reply(bytes, {
          answers: Array.from({ length: 17 }, (_, i) =>
            record({ owner: name(i), type: 'CNAME', data: name(i + 1) }),
          ),
        }),
      );
    },
    expected: { kind: 'error', problem: /16 CNAMEs/ },
  },
];
