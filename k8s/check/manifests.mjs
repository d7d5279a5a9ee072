// Reading a kustomize folder without kustomize: the resources that its kustomization.yaml lists.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const KUSTOMIZATION = 'kustomization.yaml';

/** The documents of a YAML text, in the version of YAML that Kubernetes reads (0440 is octal). Throws on a syntax error and on a key that stands twice. */
export function parse(text) {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  });
}

/** `{objects: [{file, object}], problems: [text]}` of the folder. */
export function load(folder) {
  const objects = [];
  const problems = [];
  const [kustomization] = parse(readFileSync(join(folder, KUSTOMIZATION), 'utf8'));
  const listed = kustomization.resources ?? [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== KUSTOMIZATION)) {
    if (!listed.includes(file)) problems.push(`${file}: is not listed in ${KUSTOMIZATION}`);
  }
  for (const file of listed) {
    try {
      for (const object of parse(readFileSync(join(folder, file), 'utf8'))) objects.push({ file, object });
    } catch (error) {
      problems.push(`${file}: ${error.message}`);
    }
  }
  return { objects, problems };
}
