/** One question over UDP, for waiting until a server is there. */
import { createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { type RecordType, TYPE_NUMBERS } from './records.js';
import { encodeName, RCODES, type Rcode } from './wire.js';

export interface Asked {
  readonly rcode: Rcode | 'timeout';
  /** Of an SOA in the answer. */
  readonly serial?: number | undefined;
}

export function ask(server: string, name: string, type: RecordType, timeoutMs: number): Promise<Asked> {
  const socket = createSocket(isIPv4(server) ? 'udp4' : 'udp6');
  return new Promise((resolve) => {
    let finished = false;
    const finish = (answer: Asked) => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => finish({ rcode: 'timeout' }), timeoutMs);
    socket.on('error', () => finish({ rcode: 'timeout' }));
    socket.on('message', (message) => {
      const code = message.readUInt8(3) & 15;
      const found = Object.entries(RCODES).find(([, number]) => number === code);
      const rcode = (found?.[0] ?? 'SERVFAIL') as Rcode;
      const answers = message.readUInt16BE(6);
      finish({ rcode, serial: type === 'SOA' && answers > 0 ? serialOf(message) : undefined });
    });
    const head = Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    const question = Buffer.concat([encodeName(name), Buffer.from([0, TYPE_NUMBERS[type], 0, 1])]);
    const message = Buffer.concat([head, question]);
    socket.connect(53, server, (error?: Error) =>
      error ? finish({ rcode: 'timeout' }) : socket.send(message),
    );
  });
}

const skipName = (message: Buffer, from: number): number => {
  for (let at = from; ; at += 1 + (message[at] as number)) {
    const length = message[at] ?? 0;
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
  }
};

/** The five numbers end the data of an SOA (RFC 1035 §3.3.13). */
function serialOf(message: Buffer): number {
  const record = skipName(message, skipName(message, 12) + 4);
  const end = record + 10 + message.readUInt16BE(record + 8);
  return message.readUInt32BE(end - 20);
}
