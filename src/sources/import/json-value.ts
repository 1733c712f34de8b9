/** JSON from outside, read by path: what is missing or of the wrong type is an error that names the place. */
import { CordonError } from '../../model/errors.js';

export class JsonValue {
  readonly file: string;
  readonly path: string;
  readonly value: unknown;

  constructor(file: string, value: unknown, path = '') {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  /** @throws CordonError `config` when the text is not JSON. */
  static parse(file: string, text: string): JsonValue {
    try {
      return new JsonValue(file, JSON.parse(text));
    } catch (error) {
      throw new CordonError('config', {
        message: `not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
        at: { file },
      });
    }
  }

  /** A null counts as absent. */
  has(key: string): boolean {
    const { value } = this;
    return (
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) && this.#own(key) !== null
    );
  }

  get(key: string): JsonValue {
    if (!this.has(key)) throw this.wrong(`has no ${key}`);
    return new JsonValue(this.file, this.#own(key), this.path === '' ? key : `${this.path}.${key}`);
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.#fail('text');
  }

  number(): number {
    return typeof this.value === 'number' ? this.value : this.#fail('a number');
  }

  list(): JsonValue[] {
    if (!Array.isArray(this.value)) return this.#fail('a list');
    return this.value.map((item: unknown, i) => new JsonValue(this.file, item, `${this.path}[${i}]`));
  }

  texts(): string[] {
    return this.list().map((item) => item.text());
  }

  entries(): [string, JsonValue][] {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value))
      return this.#fail('an object');
    return Object.keys(this.value)
      .filter((key) => this.has(key))
      .map((key) => [key, this.get(key)]);
  }

  optionalText(key: string): string | undefined {
    return this.has(key) ? this.get(key).text() : undefined;
  }

  optionalList(key: string): JsonValue[] {
    return this.has(key) ? this.get(key).list() : [];
  }

  wrong(what: string): CordonError {
    return new CordonError('config', {
      message: `${this.path || 'the file'} ${what}`,
      at: { file: this.file },
    });
  }

  #own(key: string): unknown {
    return (this.value as Record<string, unknown>)[key];
  }

  #fail(wanted: string): never {
    throw this.wrong(`is not ${wanted}`);
  }
}
