/** What the readers of single files gather for the checks that need all files. */
import type { Problem } from '../../model/errors.js';
import type { Read } from '../fields.js';
import { token } from '../fields.js';
import type { YamlValue } from '../yaml.js';

export type Named = 'platform' | 'source' | 'notice' | 'profile';

export interface Reference {
  readonly kind: Named;
  readonly id: string;
  readonly value: YamlValue;
}

/** A check that can run once every file is read. */
export type LateCheck = () => void;

export class Reading {
  readonly problems: Problem[] = [];
  readonly references: Reference[] = [];
  readonly lateChecks: LateCheck[] = [];

  /** Reads an id and remembers that it must exist. */
  ref(kind: Named): Read<string> {
    return (value) => {
      const id = token(value);
      if (id !== undefined) this.references.push({ kind, id, value });
      return id;
    };
  }

  later(check: LateCheck): void {
    this.lateChecks.push(check);
  }
}

/** A value together with the node that it was read from, for checks that come later. */
export interface Located<T> {
  readonly is: T;
  readonly value: YamlValue;
}

export const located =
  <T>(read: Read<T>): Read<Located<T>> =>
  (value) => {
    const is = read(value);
    return is === undefined ? undefined : { is, value };
  };

/** Ids are file names: `platforms/kraken.yaml` holds the id kraken. */
export const fileId =
  (path: string): Read<string> =>
  (value) => {
    const id = token(value);
    const named = path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
    if (id === undefined || id === named) return id;
    return value.report(
      `the id ${id} is not the file's name`,
      `rename the file to ${id}.yaml, or write ${named}`,
    );
  };

/** Notes a first date after a last one. */
export function checkOrder(first: Located<string> | undefined, last: Located<string> | undefined): void {
  if (first && last && first.is > last.is && !first.is.startsWith(last.is))
    last.value.report(`${last.is} is before ${first.is}`, 'the first date comes first');
}
