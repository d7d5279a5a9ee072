// What we ask of every workload beyond the schema: restricted Pod Security, limits, probes, secrets as files,
// and that each is selected by what should select it.

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'];

const nameOf = (object) => `${object.kind}/${object.metadata?.name}`;
const selects = (selector, labels) =>
  Object.keys(selector ?? {}).length > 0 &&
  Object.entries(selector).every(([key, value]) => labels?.[key] === value);

function podProblems(spec) {
  const security = spec.securityContext ?? {};
  const found = [];
  const need = (holds, problem) => holds || found.push(problem);
  need(security.runAsNonRoot === true, 'securityContext.runAsNonRoot must be true');
  need(security.seccompProfile?.type === 'RuntimeDefault', 'seccompProfile must be RuntimeDefault');
  need(security.runAsUser !== 0, 'runAsUser must not be 0');
  need(spec.automountServiceAccountToken === false, 'automountServiceAccountToken must be false');
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) need(!spec[field], `${field} is forbidden`);
  for (const volume of spec.volumes ?? []) {
    need(!volume.hostPath, `volume ${volume.name}: hostPath is forbidden`);
    if (volume.emptyDir) need(volume.emptyDir.sizeLimit, `volume ${volume.name}: emptyDir needs a sizeLimit`);
    if (volume.secret) {
      need((volume.secret.defaultMode & 0o007) === 0 && volume.secret.defaultMode !== undefined,
        `volume ${volume.name}: defaultMode must hide the secret from others`);
    }
  }
  return found;
}

function containerProblems(container, isInit) {
  const security = container.securityContext ?? {};
  const found = [];
  const need = (holds, problem) => holds || found.push(`container ${container.name}: ${problem}`);
  need(security.allowPrivilegeEscalation === false, 'allowPrivilegeEscalation must be false');
  need(security.readOnlyRootFilesystem === true, 'readOnlyRootFilesystem must be true');
  need(security.capabilities?.drop?.includes('ALL'), 'capabilities must drop ALL');
  need(!security.capabilities?.add, 'capabilities must not be added');
  need(!security.privileged, 'privileged is forbidden');
  for (const resource of ['cpu', 'memory']) {
    need(container.resources?.requests?.[resource], `resources.requests.${resource} is missing`);
  }
  need(container.resources?.limits?.memory, 'resources.limits.memory is missing');
  need(/:[^:/]+$/.test(container.image ?? '') && !container.image.endsWith(':latest'),
    `image ${container.image} needs a fixed tag`);
  for (const probe of isInit ? [] : ['startupProbe', 'readinessProbe', 'livenessProbe']) {
    need(container[probe], `${probe} is missing`);
  }
  for (const variable of container.env ?? []) {
    need(!variable.valueFrom?.secretKeyRef, `secret in the environment: ${variable.name}`);
  }
  need(!container.envFrom?.some((source) => source.secretRef), 'secrets in the environment');
  for (const port of container.ports ?? []) need(!port.hostPort, `hostPort ${port.hostPort} is forbidden`);
  return found;
}

function workloadProblems(workload, objects) {
  const { spec: pod = {}, metadata } = workload.spec.template;
  const found = podProblems(pod);
  for (const container of pod.containers ?? []) found.push(...containerProblems(container, false));
  for (const container of pod.initContainers ?? []) found.push(...containerProblems(container, true));
  if (!selects(workload.spec.selector?.matchLabels, metadata?.labels)) {
    found.push('its selector does not match its own pods');
  }
  const of = (kind) => objects.filter((object) => object.kind === kind);
  if (!of('PodDisruptionBudget').some((budget) => selects(budget.spec.selector?.matchLabels, metadata?.labels))) {
    found.push('no PodDisruptionBudget selects it');
  }
  if (!of('NetworkPolicy').some((policy) => selects(policy.spec.podSelector?.matchLabels, metadata?.labels))) {
    found.push('no NetworkPolicy of its own selects it');
  }
  return found;
}

/** A Service must find pods, and ports of them by their name. */
function serviceProblems(service, objects) {
  const pods = objects.filter((object) => WORKLOADS.includes(object.kind)).map((object) => object.spec.template)
    .filter((template) => selects(service.spec.selector, template.metadata?.labels));
  if (pods.length === 0) return ['its selector matches no pod'];
  const names = pods.flatMap((pod) => pod.spec.containers).flatMap((container) => container.ports ?? [])
    .map((port) => port.name);
  return service.spec.ports.filter((port) => !names.includes(port.targetPort))
    .map((port) => `targetPort ${port.targetPort} is no named port of its pods`);
}

function hasDefaultDeny(objects) {
  return objects.some(({ kind, spec }) => kind === 'NetworkPolicy' && !spec.ingress && !spec.egress &&
    Object.keys(spec.podSelector ?? {}).length === 0 &&
    ['Ingress', 'Egress'].every((type) => spec.policyTypes?.includes(type)));
}

/** What is wrong with the whole set, each as `Kind/name: text`. */
export function policyProblems(objects) {
  const found = [];
  for (const object of objects) {
    let problems = [];
    if (WORKLOADS.includes(object.kind)) problems = workloadProblems(object, objects);
    if (object.kind === 'Service') problems = serviceProblems(object, objects);
    if (object.kind === 'Secret') problems = ['secrets do not belong in the repository'];
    if (object.kind === 'Namespace' && object.metadata.labels?.['pod-security.kubernetes.io/enforce'] !== 'restricted') {
      problems = ['must enforce restricted Pod Security'];
    }
    found.push(...problems.map((problem) => `${nameOf(object)}: ${problem}`));
  }
  if (!hasDefaultDeny(objects)) found.push('NetworkPolicy: none denies everything by default, both ways');
  return found;
}
