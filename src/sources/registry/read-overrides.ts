/** lists/overrides/<profile>.yaml: people's decisions, and the hits of guards that they accept. */
import type { Acceptance, Decision, Notice, Overrides } from '../../model/registry/jurisdiction.js';
import { isoDate, list, maybe, need, oneOf, type Read, record, text, token } from '../fields.js';
import type { YamlValue } from '../yaml.js';
import { checkOrder, fileId, located, type Reading } from './reading.js';

export function readOverrides(
  path: string,
  root: YamlValue,
  reading: Reading,
  notices: ReadonlyMap<string, Notice>,
): Overrides | undefined {
  const known = reading.ref('profile');
  const named = fileId(path);
  const read = record('an overrides file', {
    profile: need((value) => (named(value) === undefined ? undefined : known(value))),
    decisions: maybe(list(decisionReader(reading, notices))),
    accept: maybe(list(acceptance)),
  })(root);
  return read && { profile: read.profile, decisions: read.decisions ?? [], accept: read.accept ?? [] };
}

const SIGNED = {
  basis: need(text),
  by: need(text),
  decided: need(located(isoDate)),
  expires: need(located(isoDate)),
};

function decisionReader(reading: Reading, notices: ReadonlyMap<string, Notice>): Read<Decision> {
  const read = record('a decision', {
    decide: need(oneOf(['flag', 'exempt', 'retire'])),
    platform: maybe(reading.ref('platform')),
    reconstruction: maybe(located(reading.ref('notice'))),
    ...SIGNED,
  });
  return (value) => {
    const one = read(value);
    if (!one) return undefined;
    checkOrder(one.decided, one.expires);
    const { platform, reconstruction } = one;
    if ((platform === undefined) === (reconstruction === undefined))
      return value.report(
        'a decision is about one platform or one reconstruction',
        'give platform: or reconstruction:, not both',
      );
    if (reconstruction)
      reading.later(() => checkReconstruction(reconstruction.is, reconstruction.value, notices));
    const subject = platform === undefined ? { reconstruction: reconstruction?.is as string } : { platform };
    return {
      decide: one.decide,
      subject,
      basis: one.basis,
      by: one.by,
      decided: one.decided.is,
      expires: one.expires.is,
    };
  };
}

function checkReconstruction(id: string, value: YamlValue, notices: ReadonlyMap<string, Notice>): void {
  const notice = notices.get(id);
  if (notice && !notice.reconstruction)
    value.report(`the notice ${id} has no reconstruction`, 'name a notice that has one');
}

/** A measure is written as a number, a name or prefix as text; guards compare what they are given. */
const acceptedValue: Read<string> = (value) =>
  typeof value.scalar === 'number' ? String(value.scalar) : text(value);

const acceptance: Read<Acceptance> = (value) => {
  const read = record('an acceptance', { guard: need(token), value: need(acceptedValue), ...SIGNED })(value);
  if (!read) return undefined;
  checkOrder(read.decided, read.expires);
  return { ...read, decided: read.decided.is, expires: read.expires.is };
};
