// node main.mjs FOLDER: checks a kustomize folder; prints what is wrong and exits 1, or says what it checked.
import { load } from './manifests.mjs';
import { policyProblems } from './policy.mjs';
import { schemaProblems } from './schema.mjs';

const [folder] = process.argv.slice(2);
const { objects, problems } = load(folder);
for (const { file, object } of objects) {
  for (const problem of await schemaProblems(object)) {
    problems.push(`${file}: ${object?.kind}/${object?.metadata?.name}: ${problem}`);
  }
}
if (problems.length === 0) problems.push(...policyProblems(objects.map(({ object }) => object)));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${objects.length} objects of ${folder} are valid and keep the policy`);
