/** The words of the DNS that the rest of `observe/dns` uses: record types, response codes, decoded records. */

/** Record types that can be asked for and are decoded, with their numbers (IANA DNS parameters). */
export const TYPE_CODE = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SVCB: 64,
  HTTPS: 65,
  CAA: 257,
} as const;

export type RecordType = keyof typeof TYPE_CODE;

const TYPE_NAME: ReadonlyMap<number, RecordType> = new Map(
  Object.entries(TYPE_CODE).map(([name, code]) => [code, name as RecordType]),
);

/** The type's name, or undefined where the type is not decoded here. */
export const typeName = (code: number): RecordType | undefined => TYPE_NAME.get(code);

/** OPT pseudo-record (RFC 6891 §6.1.1). */
export const TYPE_OPT = 41;
export const CLASS_IN = 1;

/** Response codes that lead to different outcomes; 16 and above come with EDNS (RFC 6891 §6.1.3). */
export const RCODE = { noError: 0, formErr: 1, servFail: 2, nxDomain: 3, notImp: 4, refused: 5 } as const;

const RCODE_NAMES =
  'NOERROR FORMERR SERVFAIL NXDOMAIN NOTIMP REFUSED YXDOMAIN YXRRSET NXRRSET NOTAUTH NOTZONE'.split(' ');

/** `SERVFAIL`, or `RCODE23` for what has no name here. */
export const rcodeName = (code: number): string =>
  RCODE_NAMES[code] ?? (code === 16 ? 'BADVERS' : code === 23 ? 'BADCOOKIE' : `RCODE${code}`);

export interface MxData {
  readonly preference: number;
  readonly exchange: string;
}

export interface SoaData {
  readonly primary: string;
  readonly mailbox: string;
  readonly serial: number;
  readonly refreshSeconds: number;
  readonly retrySeconds: number;
  readonly expireSeconds: number;
  readonly minimumSeconds: number;
}

/** RFC 8659 §4.1. `value` in presentation form: printable ASCII, anything else as `\DDD`. */
export interface CaaData {
  readonly critical: boolean;
  readonly tag: string;
  readonly value: string;
}

/** RFC 9460. Priority 0 is alias mode, in which there are no parameters that count. */
export interface SvcbData {
  readonly priority: number;
  /** `.` stands for the owner name itself in service mode, and for "no service" in alias mode (§2.5). */
  readonly target: string;
  /** Protocol ids in presentation form. */
  readonly alpn?: readonly string[];
  readonly noDefaultAlpn?: true;
  readonly port?: number;
  readonly ipv4hint?: readonly string[];
  readonly ipv6hint?: readonly string[];
  /** Whether Encrypted Client Hello keys are published: what blocks by TLS server name sees nothing then. */
  readonly ech?: true;
  /** Parameter numbers that a client must understand (§8). */
  readonly mandatory?: readonly number[];
  /** Numbers of parameters that are not decoded here. */
  readonly otherKeys?: readonly number[];
}

interface DataOf {
  readonly A: string;
  readonly AAAA: string;
  readonly CNAME: string;
  readonly NS: string;
  readonly PTR: string;
  readonly MX: MxData;
  readonly SOA: SoaData;
  readonly CAA: CaaData;
  readonly SVCB: SvcbData;
  readonly HTTPS: SvcbData;
  /** Character strings in presentation form, one for each on the wire (RFC 1035 §3.3.14). */
  readonly TXT: readonly string[];
}

export type RecordData<T extends RecordType = RecordType> = DataOf[T];

/**
 * One resource record. `name` and all names in `data` are lower case, without a trailing dot (the root is `.`), in
 * presentation form: what is not a letter, digit, `-` or `_` is escaped (RFC 1035 §5.1). They come from strangers:
 * a name passes `parseHost` before it is used as one.
 */
export type DnsRecord<T extends RecordType = RecordType> = {
  [K in T]: {
    readonly name: string;
    readonly type: K;
    /** 0 to 2³¹−1 (RFC 2181 §8). */
    readonly ttlSeconds: number;
    readonly data: DataOf[K];
  };
}[T];

/** Extended DNS Error (RFC 8914). The text is free text from the server. */
export interface ExtendedError {
  readonly code: number;
  readonly text: string;
}

/** EDNS client subnet as the server returned it (RFC 7871): what was asked, and how much of it mattered. */
export interface ClientSubnet {
  /** Canonical prefix text. */
  readonly subnet: string;
  /** Bits that the answer depends on; 0 means that it holds for everybody. */
  readonly scope: number;
}
