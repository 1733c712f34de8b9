/** lists/cordon.yaml and lists/sources.yaml. */
import type { Source } from '../../model/registry/platform.js';
import { list, maybe, need, partialDate, record, text, token } from '../fields.js';
import type { YamlValue } from '../yaml.js';
import { located, type Reading } from './reading.js';

export interface ReadSettings {
  readonly defaultProfile?: string | undefined;
}

export function readSettings(root: YamlValue, reading: Reading): ReadSettings | undefined {
  const read = record('cordon.yaml', { default_profile: maybe(reading.ref('profile')) })(root);
  return read && { defaultProfile: read.default_profile };
}

export function readSources(root: YamlValue): Source[] | undefined {
  const source = record('a source', {
    id: need(located(token)),
    title: need(text),
    date: maybe(partialDate),
    licence: need(text),
  });
  const read = record('sources.yaml', { sources: need(list(source)) })(root);
  const seen = new Set<string>();
  return read?.sources.map(({ id, ...rest }) => {
    if (seen.has(id.is)) id.value.report(`the source ${id.is} is described twice`, 'keep one of them');
    seen.add(id.is);
    return { id: id.is, ...rest };
  });
}
