/** One query on its way: what transports need to know of it, and whom they tell how it ended. */
import type { TransportKind } from './outcome.js';
import { Timer } from './timer-wheel.js';
import type { RecordType } from './types.js';

/** Why a query was not sent: what was to be asked for is no name. */
export const NOT_A_NAME = 'not a name that can be asked for';

export abstract class Exchange extends Timer {
  abstract readonly name: string;
  abstract readonly type: RecordType;
  /** OPT record to send; undefined for a server that cannot take one. */
  opt: Uint8Array | undefined = undefined;
  /** Whether letters get random case, and the echo must show the same. */
  mixedCase = false;
  /** A reply in another case came and was dropped: forged, or the server does not always copy it. */
  caseLost = false;
  /** Who holds it while it is on its way. */
  carrier: Carrier | undefined = undefined;
  /** Id on the wire, unique among what the carrier holds. */
  id = 0;

  /** It is about to be handed to the network. */
  abstract onSent(nowMs: number): void;
  /** A reply with this question; it has let go of the carrier. `questionEnd` is an offset in `bytes`. */
  abstract onReply(
    bytes: Uint8Array,
    start: number,
    end: number,
    questionEnd: number,
    over: TransportKind,
  ): void;
  /** There will be no reply. It has let go of the carrier. */
  abstract onFailure(problem: string, over: TransportKind): void;
  /** The reply was dropped because its case is wrong, and it is to be asked again without; the carrier has let go. */
  abstract onCaseLost(): void;
}

/** A socket, a connection or a stream that has queries under way. */
export interface Carrier {
  /** Forgets the query; a reply that comes later is dropped. */
  cancel(exchange: Exchange): void;
}

/** A way to one server. */
export interface Transport {
  /** How many queries may be sent now. Where it is 0, `onRoom` of the hooks is called once it is not. */
  room(): number;
  /** Calls `onFailure` at once, with {@link NOT_A_NAME}, where the name cannot be written. */
  send(exchange: Exchange): void;
  close(): void;
}

/** What to do with a reply whose question has the right letters in the wrong case. */
export type CaseVerdict = 'drop' | 'ask-again' | 'accept';

/** What a transport tells the server that it belongs to. */
export interface TransportHooks {
  /** The reply shows upper-case letters just as they were sent. */
  onCaseCopied(): void;
  onCaseMissed(): CaseVerdict;
  /** There is room again. */
  onRoom(): void;
  /** Nothing can be sent, and nothing is going to change that: what waits fails. */
  onUnable(problem: string): void;
  /** A message that belongs to nothing that is under way: late, forged or broken. */
  onStray(): void;
}
