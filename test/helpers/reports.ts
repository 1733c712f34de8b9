/** Reads what the reports write, apart from the code that writes it, and holds it against the published schemas. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

export interface StixThing {
  readonly type: string;
  readonly id: string;
  readonly [property: string]: unknown;
}
export interface StixBundle {
  readonly type: string;
  readonly id: string;
  readonly objects: readonly StixThing[];
}

/** Records of RFC 4180 §2; whatever its grammar does not allow throws. */
export function parseCsv(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy;
  const records: string[][] = [];
  let record: string[] = [];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const found = field.exec(text);
    if (!found) throw new Error(`no CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    record.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    records.push(record);
    record = [];
  }
  if (record.length > 0) throw new Error('the last record has no end');
  return records;
}

/** The OASIS schemas of STIX 2.1, as the package stixview carries them; JSON Schema draft 7. */
const SCHEMAS = path.join(
  path.dirname(createRequire(import.meta.url).resolve('stixview/package.json')),
  'src/stix2-schemas',
);
// Written for expressions without the flag u; their formats are left to their patterns.
const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
const schemaOf = new Map<string, string>();
for (const folder of readdirSync(SCHEMAS))
  for (const file of readdirSync(path.join(SCHEMAS, folder))) {
    const schema = JSON.parse(readFileSync(path.join(SCHEMAS, folder, file), 'utf8')) as { $id: string };
    ajv.addSchema(schema);
    schemaOf.set(file.replace('.json', ''), schema.$id);
  }

const told = (where: string, errors: readonly ErrorObject[] | null | undefined): string[] =>
  (errors ?? []).map(({ instancePath, message }) => `${where}${instancePath}: ${message}`);

/** What the schemas of OASIS say against a bundle, and each object of it by the schema of its own type. */
export function schemaProblems(bundle: StixBundle): string[] {
  const check = (type: string, value: unknown, where: string) => {
    const id = schemaOf.get(type);
    if (id === undefined) return [`${where}: no schema for ${type}`];
    return ajv.validate(id, value) ? [] : told(where, ajv.errors);
  };
  return [
    ...bundle.objects.flatMap((object) => check(object.type, object, object.id)),
    ...(bundle.objects.some(({ type }) => !schemaOf.has(type)) ? [] : check('bundle', bundle, 'bundle')),
  ];
}

const ORDER_OF_TIMES = [
  ['created', 'modified', true],
  ['start_time', 'stop_time', false],
  ['valid_from', 'valid_until', false],
] as const;

/** What the text of STIX 2.1 demands and no schema can: §2.9, §3.1, §3.2, §4.7, §5.1, §9. */
export function textProblems({ objects }: StixBundle): string[] {
  const ids = new Set(objects.map(({ id }) => id));
  const problems = objects.length === ids.size ? [] : ['two objects of one id'];
  for (const object of objects) {
    const { id, type } = object;
    const refs = Object.entries(object).filter(([name]) => /_refs?$/.test(name));
    for (const ref of refs.flatMap(([, value]) => value as string | string[]))
      if (!ids.has(ref)) problems.push(`${id} refers to ${ref}, which is not there`);
    for (const [before, after, mayBeEqual] of ORDER_OF_TIMES) {
      const [a, b] = [object[before] as string | undefined, object[after] as string | undefined];
      if (b !== undefined && (a === undefined || a > b || (a === b && !mayBeEqual)))
        problems.push(`${id}: ${after} is not after ${before}`);
    }
    const value = Object.values(object).find((one) => one === '' || (Array.isArray(one) && one.length === 0));
    if (value !== undefined) problems.push(`${id} has an empty property`);
    if (type === 'indicator' && !PATTERN.test(object.pattern as string))
      problems.push(`${id} has no pattern of §9: ${object.pattern}`);
    if (CONTRIBUTING[type] && id !== observableId(object)) problems.push(`${id} is not the id of §2.9`);
  }
  return problems;
}

/** The part of the grammar of §9 that is used: equalities joined by AND in one observation. */
const PATTERN =
  /^\[[a-z-]+:[a-z_]+ = '(?:[^'\\]|\\['\\])+'(?: AND [a-z-]+:[a-z_]+ = '(?:[^'\\]|\\['\\])+')*\]$/u;

/** §6: the ID Contributing Properties, by type. */
const CONTRIBUTING: Readonly<Record<string, readonly string[]>> = {
  'domain-name': ['value'],
  software: ['cpe', 'name', 'swid', 'vendor', 'version'],
  'user-account': ['account_login', 'account_type', 'user_id'],
};

/** §2.9 by its own words: SHA-1 over the namespace and the sorted JSON of the contributing properties. */
export function observableId(object: StixThing): string {
  const names = CONTRIBUTING[object.type] ?? [];
  const pairs = names.filter((name) => object[name] !== undefined);
  const text = `{${pairs.map((name) => `${JSON.stringify(name)}:${JSON.stringify(object[name])}`).join(',')}}`;
  const namespace = Buffer.from('00abedb4aa42466c9c01fed23315a9b7', 'hex');
  const digest = createHash('sha1')
    .update(Buffer.concat([namespace, Buffer.from(text)]))
    .digest('hex');
  const variant = ((Number.parseInt(digest.slice(16, 18), 16) % 64) + 128).toString(16);
  return `${object.type}--${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(18, 20)}-${digest.slice(20, 32)}`;
}

const ownSchema = JSON.parse(
  readFileSync(new URL('../../docs/schemas/intelligence.schema.json', import.meta.url), 'utf8'),
) as object;
const ownCheck = new Ajv2020({ allErrors: true, strictTypes: false }).compile(ownSchema);

/** What docs/schemas/intelligence.schema.json says against a document. */
export const documentProblems = (document: unknown): string[] =>
  ownCheck(document) ? [] : told('document', ownCheck.errors);
