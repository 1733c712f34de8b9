/** Visible text, block by block, and its sketch. */
import { cleanText } from '../clean-text.js';
import { Sketcher } from './sketch.js';
import type { TagInfo } from './tag-info.js';

const MAX_BLOCKS = 800;
const MAX_BLOCK_LENGTH = 2_000;
const MAX_TOTAL_LENGTH = 48_000;

export class TextBlocks {
  readonly #blocks: string[] = [];
  readonly #sketcher = new Sketcher();
  readonly #decode: (text: string) => string;
  #pending = '';
  #length = 0;
  /** A link ended, and no text came since. */
  #isAfterLink = false;

  constructor(decode: (text: string) => string) {
    this.#decode = decode;
  }

  /** @param text with its character references. */
  add(text: string): void {
    // White space between elements is most of all text.
    if (text === ' ' && this.#pending === '') return;
    if (this.#isAfterLink && text.trim() !== '') this.#isAfterLink = false;
    if (this.#pending.length < MAX_BLOCK_LENGTH * 2) this.#pending += text;
  }

  /**
   * An element begins or ends; all but the inline ones end the block. So do links with nothing between them, which
   * are entries of a menu: in one block they would be one word (`MarketsSpotP2P`).
   */
  boundary({ name, isInline }: TagInfo, ends: boolean): void {
    if (this.#pending !== '' && (!isInline || (name === 'a' && !ends && this.#isAfterLink))) this.flush();
    if (name === 'a') this.#isAfterLink = ends;
  }

  flush(): void {
    if (this.#pending === '') return;
    const raw = this.#pending;
    const text = cleanText(raw.includes('&') ? this.#decode(raw) : raw, MAX_BLOCK_LENGTH);
    this.#pending = '';
    if (text === '' || this.#blocks.length >= MAX_BLOCKS || this.#length >= MAX_TOTAL_LENGTH) return;
    this.#length += text.length;
    this.#blocks.push(text);
    this.#sketcher.add(text);
  }

  get blocks(): readonly string[] {
    return this.#blocks;
  }

  get length(): number {
    return this.#length;
  }

  sketch(): number[] {
    return this.#sketcher.finish();
  }
}
