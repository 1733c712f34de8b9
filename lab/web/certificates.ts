/** The lab's certificate authority: X.509 certificates (RFC 5280) written as DER, signed with P-256 keys. */
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { encodeAddress } from '../dns/wire.js';

export interface KeyAndCertificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

export interface Wanted {
  /** DNS names or addresses for the subject alternative name; the first is the common name. */
  readonly names: readonly string[];
  readonly organisation?: string | undefined;
  /** Certificates of one word have one key. */
  readonly key: string;
  readonly expired?: boolean | undefined;
  readonly selfSigned?: boolean | undefined;
}

const DAY_MS = 86_400_000;
const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  organisation: '55040a',
  subjectAltName: '551d11',
  basicConstraints: '551d13',
  keyUsage: '551d0f',
} as const;

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));
const TRUE = Buffer.from([0x01, 0x01, 0xff]);
const SIGNATURE_ALGORITHM = sequence(oid(OID.ecdsaWithSha256));

/** UTCTime, which RFC 5280 §4.1.2.5 wants until 2049. */
function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${text}Z`));
}

function subject(commonName: string, organisation: string | undefined): Buffer {
  const attribute = (type: string, value: string) => der(0x31, sequence(oid(type), utf8(value)));
  return sequence(
    ...(organisation === undefined ? [] : [attribute(OID.organisation, organisation)]),
    // 64 characters is the upper bound of a common name.
    attribute(OID.commonName, commonName.slice(0, 64)),
  );
}

function extension(type: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(type), ...(critical ? [TRUE] : []), der(0x04, value));
}

const alternativeNames = (names: readonly string[]): Buffer =>
  sequence(
    ...names.map((name) =>
      isIP(name) === 0 ? der(0x82, Buffer.from(name)) : der(0x87, encodeAddress(name)),
    ),
  );

function pem(body: Buffer): string {
  const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

interface Content {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly from: number;
  readonly to: number;
  readonly extensions: readonly Buffer[];
}

function certificate(content: Content): string {
  // A positive number of 16 octets.
  const serial = Buffer.concat([Buffer.from([0x40]), randomBytes(15)]);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    SIGNATURE_ALGORITHM,
    content.issuer,
    sequence(time(content.from), time(content.to)),
    content.subject,
    content.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...content.extensions)),
  );
  const signature = sign('sha256', body, content.signer);
  return pem(sequence(body, SIGNATURE_ALGORITHM, der(0x03, Buffer.from([0]), signature)));
}

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

export class Authority {
  readonly #key = newKey();
  readonly #keys = new Map<string, KeyObject>();
  readonly #name = subject('Lab Root', 'Lab Authority');
  readonly #now: number;
  /** Its own certificate, PEM. */
  readonly cert: string;

  constructor(now: number) {
    this.#now = now;
    const basic = extension(OID.basicConstraints, true, sequence(TRUE));
    // keyCertSign and cRLSign.
    const usage = extension(OID.keyUsage, true, der(0x03, Buffer.from([1, 0x06])));
    this.cert = certificate({
      issuer: this.#name,
      subject: this.#name,
      publicKey: createPublicKey(this.#key),
      signer: this.#key,
      from: now - DAY_MS,
      to: now + 365 * DAY_MS,
      extensions: [basic, usage],
    });
  }

  issue(wanted: Wanted): KeyAndCertificate {
    const key = this.#keys.get(wanted.key) ?? newKey();
    this.#keys.set(wanted.key, key);
    const name = subject(wanted.names[0] ?? '', wanted.organisation);
    const cert = certificate({
      issuer: wanted.selfSigned ? name : this.#name,
      subject: name,
      publicKey: createPublicKey(key),
      signer: wanted.selfSigned ? key : this.#key,
      from: this.#now - (wanted.expired ? 90 : 1) * DAY_MS,
      to: this.#now + (wanted.expired ? -1 : 89) * DAY_MS,
      extensions: [extension(OID.subjectAltName, false, alternativeNames(wanted.names))],
    });
    return { key: key.export({ type: 'pkcs8', format: 'pem' }) as string, cert };
  }
}
