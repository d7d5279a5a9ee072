// An object against the schema of its kind. The generated validators know types, enums and required fields, but
// pass over fields they do not know; so the object is handed over wrapped, and what the validator never read is
// reported: a misspelt field is otherwise ignored in silence, or refused only by a cluster.

// Kinds that the validators still know and clusters no longer serve.
const REMOVED_VERSIONS = [
  /^extensions\//, /^apps\/v1beta\d$/, /^policy\/v1beta1$/, /^networking\.k8s\.io\/v1beta1$/, /^batch\/v1beta1$/,
  /^autoscaling\/v2beta\d$/, /^rbac\.authorization\.k8s\.io\/v1(alpha|beta)1$/,
];

/** `value` as a proxy that notes in `read`, a Map from object to Set of keys, which keys were asked for. */
function watched(value, read) {
  if (value === null || typeof value !== 'object') return value;
  if (!read.has(value)) read.set(value, new Set());
  return new Proxy(value, {
    get(target, key) {
      read.get(target).add(key);
      return watched(target[key], read);
    },
  });
}

/** Paths in `value` of the keys that are not in `read`. */
function unread(value, read, path) {
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value).flatMap((key) => {
    const here = `${path}/${key}`;
    return read.get(value)?.has(key) ? unread(value[key], read, here) : [here];
  });
}

/** What is wrong with `object`, as texts; empty where it is valid. */
export async function schemaProblems(object) {
  const { apiVersion, kind } = object ?? {};
  if (!apiVersion || !kind) return ['has no apiVersion or kind'];
  if (REMOVED_VERSIONS.some((version) => version.test(apiVersion))) return [`${apiVersion} is no longer served`];
  let model;
  try {
    model = (await import(`kubernetes-models/${apiVersion}/${kind}`))[kind];
  } catch {
    return [`${apiVersion} ${kind} is no kind of Kubernetes`];
  }
  const read = new Map();
  try {
    model.prototype.validate.call(watched(object, read));
  } catch (error) {
    return [error.message];
  }
  return unread(object, read, '').map((path) => `${path}: no such field`);
}
