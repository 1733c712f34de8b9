/** The lab's own name server, for what plain zone files cannot say: answers by client subnet, by turn, or none at all. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { BlockList, createServer, isIPv4, type Server } from 'node:net';
import type { DnsBehaviour, DnsOutcome, HostSpec, View } from '../site.js';
import { type DnsRecord, type RecordType, TYPE_NUMBERS } from './records.js';
import { encodeAddress, type Query, type Rcode, type Reply, readQuery, writeReply } from './wire.js';

export interface SteeredZone {
  readonly name: string;
  /** With SOA and NS; addresses of hosts too, which views and the like replace. */
  readonly records: readonly DnsRecord[];
  readonly behaviour: DnsBehaviour;
}

interface Loaded extends SteeredZone {
  readonly views: readonly { readonly list: BlockList; readonly view: View }[];
  /** Questions for A answered so far, for turns. */
  turn: number;
}

const TYPE_NAMES: ReadonlyMap<number, RecordType> = new Map(
  Object.entries(TYPE_NUMBERS).map(([name, number]) => [number, name as RecordType]),
);
const CODES: { readonly [O in Exclude<DnsOutcome, 'silent' | 'nodata'>]: Rcode } = {
  servfail: 'SERVFAIL',
  refused: 'REFUSED',
  nxdomain: 'NXDOMAIN',
};
const UDP_BYTES = 1232;

export class SteerServer {
  readonly #zones = new Map<string, Loaded>();
  readonly #udp: UdpSocket[] = [];
  readonly #tcp: Server[] = [];

  async listen(addresses: readonly string[], port = 53): Promise<void> {
    for (const address of addresses) {
      const udp = createSocket(isIPv4(address) ? 'udp4' : 'udp6');
      udp.on('message', (message, from) => {
        const query = readQuery(message);
        const reply = query && this.#answer(query, from.address);
        if (query && reply)
          udp.send(writeReply(query, reply, Math.min(query.maxBytes, UDP_BYTES)), from.port, from.address);
      });
      await new Promise<void>((resolve) => udp.bind(port, address, resolve));
      this.#udp.push(udp);
      const tcp = createServer((socket) => {
        let held = Buffer.alloc(0);
        socket.on('error', () => socket.destroy());
        socket.on('data', (data) => {
          held = Buffer.concat([held, data]);
          while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
            const query = readQuery(held.subarray(2, 2 + held.readUInt16BE(0)));
            held = held.subarray(2 + held.readUInt16BE(0));
            const reply = query && this.#answer(query, socket.remoteAddress ?? '');
            if (!query || !reply) continue;
            const message = writeReply(query, reply, 65_535);
            socket.write(Buffer.concat([Buffer.from([message.length >> 8, message.length & 255]), message]));
          }
        });
      });
      await new Promise<void>((resolve) => tcp.listen(port, address, resolve));
      this.#tcp.push(tcp);
    }
  }

  load(zone: SteeredZone): void {
    const views = (zone.behaviour.views ?? []).map((view) => ({ view, list: blockList(view.subnets) }));
    this.#zones.set(zone.name, { ...zone, views, turn: 0 });
  }

  /** Null: nothing is to be said at all. */
  #answer(query: Query, from: string): Reply | null {
    const zone = this.#zoneOf(query.name);
    if (!zone) return { rcode: 'REFUSED', authoritative: false };
    const { behaviour } = zone;
    const authority = zone.records.filter((record) => record.type === 'SOA');
    switch (behaviour.outcome) {
      case undefined:
        break;
      case 'silent':
        return null;
      case 'nodata':
        return { rcode: 'NOERROR', authority };
      case 'nxdomain':
        return { rcode: 'NXDOMAIN', authority };
      default:
        return { rcode: CODES[behaviour.outcome], authoritative: false };
    }
    const subnet = query.subnet;
    const seen = subnet && subnet.sourceLength > 0 ? subnet.address : from;
    const view = zone.views.find(({ list }) => list.check(seen, isIPv4(seen) ? 'ipv4' : 'ipv6'))?.view;
    const scope = zone.views.length > 0 && subnet ? subnet.sourceLength : 0;
    const { exists, answers } = lookUp(zone, view, query);
    if (answers.length > 0) return { rcode: 'NOERROR', answers, scope };
    return { rcode: exists ? 'NOERROR' : 'NXDOMAIN', authority, scope };
  }

  #zoneOf(name: string): Loaded | undefined {
    for (let suffix = name; ; suffix = suffix.slice(suffix.indexOf('.') + 1)) {
      const zone = this.#zones.get(suffix);
      if (zone || !suffix.includes('.')) return zone;
    }
  }
}

function lookUp(
  zone: Loaded,
  view: View | undefined,
  query: Query,
): { exists: boolean; answers: DnsRecord[] } {
  const { behaviour } = zone;
  const label = query.name === zone.name ? '@' : query.name.slice(0, -zone.name.length - 1);
  const type = TYPE_NAMES.get(query.type);
  const host = view?.hosts[label] ?? behaviour.hosts?.[label];
  const owned = zone.records.filter((record) => record.owner === query.name);
  const wild = owned.length > 0 ? [] : zone.records.filter((record) => record.owner === `*.${zone.name}`);
  const plain = [...owned, ...wild.map((record) => ({ ...record, owner: query.name }))];
  const records = (host ? replaceHost(plain, query.name, host) : plain).map((record) =>
    behaviour.ttl === undefined ? record : { ...record, ttl: behaviour.ttl },
  );
  const alias = records.find((record) => record.type === 'CNAME');
  const answers = alias ? [alias] : records.filter((record) => record.type === type);
  const turned = turn(zone, type);
  return turned && answers.length > 0
    ? {
        exists: true,
        answers: turned.map((data) => ({ owner: query.name, type: 'A', data, ttl: behaviour.ttl ?? 1 })),
      }
    : { exists: host !== undefined || records.length > 0, answers };
}

/** What is at turn, for zones that answer by turns; they have no AAAA. */
function turn(zone: Loaded, type: RecordType | undefined): string[] | undefined {
  const { rotate, sequence } = zone.behaviour;
  if (type !== 'A' || !(rotate || sequence)) return undefined;
  const now = zone.turn++;
  if (sequence) return [...(sequence[Math.min(now, sequence.length - 1)] ?? [])];
  if (!rotate) return undefined;
  const first = encodeAddress(rotate.first).readUInt32BE(0);
  return Array.from({ length: rotate.each }, (_, i) =>
    addressOf(first + ((now * rotate.each + i) % rotate.count)),
  );
}

export const addressOf = (value: number): string =>
  [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');

/** Only one's own addresses are replaced: mail and text stay. */
export function replaceHost(records: readonly DnsRecord[], owner: string, host: HostSpec): DnsRecord[] {
  const rest = records.filter(({ type }) => !['A', 'AAAA', 'CNAME', 'HTTPS'].includes(type));
  return [...hostRecords(owner, host), ...rest];
}

export function hostRecords(owner: string, { a = [], aaaa = [], cname }: HostSpec): DnsRecord[] {
  if (cname !== undefined) return [{ owner, type: 'CNAME', data: cname }];
  return [
    ...a.map((data) => ({ owner, type: 'A' as const, data })),
    ...aaaa.map((data) => ({ owner, type: 'AAAA' as const, data })),
  ];
}

export function blockList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', length = '0'] = subnet.split('/');
    list.addSubnet(address, Number(length), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return list;
}
