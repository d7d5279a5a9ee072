// A check that refuses nothing is worth nothing: each rule against a manifest that breaks it alone.
import assert from 'node:assert';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load, parse } from './manifests.mjs';
import { policyProblems } from './policy.mjs';
import { schemaProblems } from './schema.mjs';

const base = () => load(fileURLToPath(new URL('../base', import.meta.url))).objects.map(({ object }) => object);
const find = (objects, kind, name) => objects.find((object) => object.kind === kind && object.metadata.name === name);

/** The problems of the base after `spoil` changed the gateway's Deployment, its pod or the set. */
function problemsAfter(spoil) {
  const objects = base();
  const deployment = find(objects, 'Deployment', 'gateway');
  const pod = deployment.spec.template.spec;
  return policyProblems(spoil({ objects, deployment, pod, container: pod.containers[0] }) ?? objects);
}

test('the base keeps the policy', () => assert.deepEqual(policyProblems(base()), []));

const without = (kind, name) => ({ objects }) => objects.filter((o) => o.kind !== kind || o.metadata.name !== name);
const spoils = {
  runAsNonRoot: ({ pod }) => { pod.securityContext.runAsNonRoot = false; },
  seccompProfile: ({ pod }) => { delete pod.securityContext.seccompProfile; },
  runAsUser: ({ pod }) => { pod.securityContext.runAsUser = 0; },
  automountServiceAccountToken: ({ pod }) => { delete pod.automountServiceAccountToken; },
  hostNetwork: ({ pod }) => { pod.hostNetwork = true; },
  hostPath: ({ pod }) => { pod.volumes.push({ name: 'host', hostPath: { path: '/' } }); },
  sizeLimit: ({ pod }) => { pod.volumes.push({ name: 'tmp', emptyDir: {} }); },
  defaultMode: ({ pod }) => { pod.volumes[0].secret.defaultMode = 0o444; },
  allowPrivilegeEscalation: ({ container }) => { delete container.securityContext.allowPrivilegeEscalation; },
  readOnlyRootFilesystem: ({ container }) => { container.securityContext.readOnlyRootFilesystem = false; },
  'drop ALL': ({ container }) => { container.securityContext.capabilities.drop = ['NET_RAW']; },
  'be added': ({ container }) => { container.securityContext.capabilities.add = ['SYS_ADMIN']; },
  'privileged is': ({ container }) => { container.securityContext.privileged = true; },
  'requests.cpu': ({ container }) => { delete container.resources.requests.cpu; },
  'limits.memory': ({ container }) => { delete container.resources.limits; },
  'needs a fixed tag': ({ container }) => { container.image = 'registry:5000/dukcapil/gateway'; },
  readinessProbe: ({ container }) => { delete container.readinessProbe; },
  'secret in the environment': ({ container }) => {
    container.env = [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }];
  },
  'secrets in the environment': ({ container }) => { container.envFrom = [{ secretRef: { name: 's' } }]; },
  hostPort: ({ container }) => { container.ports[0].hostPort = 8443; },
  'does not match its own pods': ({ deployment }) => { deployment.spec.selector.matchLabels = { a: 'b' }; },
  'no PodDisruptionBudget': without('PodDisruptionBudget', 'gateway'),
  'no NetworkPolicy of its own': without('NetworkPolicy', 'gateway'),
  'denies everything by default': without('NetworkPolicy', 'default-deny'),
  'selector matches no pod': ({ objects }) => { find(objects, 'Service', 'gateway').spec.selector = { a: 'b' }; },
  'no named port': ({ container }) => { container.ports[0].name = 'http'; },
  'do not belong in the repository': ({ objects }) => { objects.push({ kind: 'Secret', metadata: { name: 's' } }); },
  'enforce restricted': ({ objects }) => { find(objects, 'Namespace', 'dukcapil').metadata.labels = {}; },
};
for (const [words, spoil] of Object.entries(spoils)) {
  test(`policy refuses: ${words}`, () => {
    const problems = problemsAfter(spoil);
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0], new RegExp(words));
  });
}

const deployment = () => find(base(), 'Deployment', 'gateway');
const schemaSpoils = {
  'no such field': (object) => { object.spec.template.spec.containers[0].readOnly = true; },
  'spec/replica: no such field': (object) => { object.spec.replica = 2; },
  replicas: (object) => { object.spec.replicas = 'two'; },
  selector: (object) => { delete object.spec.selector; },
  'no longer served': (object) => { object.apiVersion = 'apps/v1beta2'; },
  'no kind of Kubernetes': (object) => { object.kind = 'Deploymnet'; },
};
for (const [words, spoil] of Object.entries(schemaSpoils)) {
  test(`schema refuses: ${words}`, async () => {
    const object = deployment();
    assert.deepEqual(await schemaProblems(object), []);
    spoil(object);
    const problems = await schemaProblems(object);
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0], new RegExp(words));
  });
}

test('YAML is read as Kubernetes reads it', () => {
  assert.deepEqual(parse('mode: 0440'), [{ mode: 0o440 }]);
  assert.throws(() => parse('a: 1\na: 2'));
});
