import t from 'tap';
import { targets } from '../src/targets/index.js';
import { LAB, makeSet } from './lab/fixture.js';

for (const target of targets) {
  const { artifacts, losses } = target.render(makeSet(LAB));
  for (const a of artifacts) console.log(`=== ${a.name} (${a.entries})\n${Buffer.from(a.bytes).toString()}`);
  console.log(losses);
}
t.pass();
