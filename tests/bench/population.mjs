// Registers for the rows of population-svc: schemas of their own in the running database, each with a service of its
// own while a row reads it. `withRegister(10, …)` is 2.1 million residents of the one regency 17.02. A register is
// filled once and then kept for the other rows of a run; main.mjs drops all of them at its end. Needs DUKCAPIL_BUILD,
// DUKCAPIL_CERTIFICATES, DUKCAPIL_KEYS and DUKCAPIL_DATABASE_SOCKET.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const need = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set`); })();
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const certificate = (name) => join(need('DUKCAPIL_CERTIFICATES'), name);
const secret = (name) => join(need('DUKCAPIL_KEYS'), 'population-svc', name);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const program = (...path) => join(need('DUKCAPIL_BUILD'), ...path);

export const sql = (text, ...options) => execFileSync('mariadb', ['--no-defaults', '--batch', '--skip-column-names',
  `--socket=${need('DUKCAPIL_DATABASE_SOCKET')}`, `--user=${userInfo().username}`, ...options],
{ encoding: 'utf8', input: text });

export const bench = (...path) => program('tests', 'bench', ...path);

// Of a peer that population-svc trusts; what bench_import and its like want.
const peerFlags = (address) => [`--address=${address}`, `--ca=${certificate('ca.pem')}`,
  `--certificate=${certificate('gateway.pem')}`, `--key=${certificate('gateway.key')}`];

function isServing(flags) {
  try {
    execFileSync(program('cli', 'dukcapilctl'), ['health', ...flags], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// An empty schema, and a user of its name for the service.
export function makeSchema(schema) {
  const password = readFileSync(secret('database-password'), 'utf8').trim();
  sql(`DROP DATABASE IF EXISTS ${schema}; CREATE DATABASE ${schema} CHARACTER SET utf8mb4;
    CREATE USER IF NOT EXISTS '${schema}'@'localhost' IDENTIFIED BY '${password}';
    GRANT ALL ON ${schema}.* TO '${schema}'@'localhost';`);
}

export const dropSchema = (schema) => sql(`DROP DATABASE IF EXISTS ${schema}; DROP USER IF EXISTS '${schema}'@'localhost';`);

// A population-svc on `schema` that serves: its `pid`, the `flags` that reach it, and how to `stop` it.
export async function startService(schema) {
  const directory = mkdtempSync(join(tmpdir(), 'population-'));
  const port = join(directory, 'port');
  const child = spawn(program('population-svc', 'population-svc'), ['--listen=127.0.0.1:0', `--port_file=${port}`,
    `--tls_certificate=${certificate('population-svc.pem')}`, `--tls_key=${certificate('population-svc.key')}`,
    `--tls_ca=${certificate('ca.pem')}`, '--development', '--business_date=2023-10-14',
    `--database_socket=${need('DUKCAPIL_DATABASE_SOCKET')}`, `--database_user=${schema}`,
    `--database_schema=${schema}`, `--database_password_file=${secret('database-password')}`,
    `--keys_directory=${secret('')}`, `--working_calendar=${join(root, 'samples/holidays.csv')}`,
    `--region_data=${join(root, 'node_modules/idn-area-data/data')}`], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let i = 0; i < 3000 && !existsSync(port); i++) await pause(20);
  const flags = peerFlags(`127.0.0.1:${readFileSync(port, 'utf8').trim()}`);
  rmSync(directory, { recursive: true });
  for (let i = 0; i < 1500 && !isServing(flags); i++) await pause(40);
  return {
    pid: child.pid,
    flags,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

// Of the process, `field` VmRSS (now) or VmHWM (at most so far).
export const megabytes = (pid, field) => Number(
  new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

// Fills, and keeps beside the data what it took: {rows, seconds, start_megabytes, first_megabytes, peak_megabytes}.
async function fill(schema, editions) {
  makeSchema(schema);
  const service = await startService(schema);
  const figures = { rows: 0, seconds: 0, start_megabytes: megabytes(service.pid, 'VmRSS') };
  try {
    const importer = spawn(bench('p5_import', 'bench_import'), [...service.flags, `--editions=${editions}`],
      { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => importer.once('close', resolve));
    for await (const line of createInterface({ input: importer.stdout })) {
      const { rows, seconds } = JSON.parse(line);
      figures.rows += rows;
      figures.seconds += seconds;
      figures.first_megabytes ??= megabytes(service.pid, 'VmRSS');
      process.stderr.write(`${figures.rows} residents in ${figures.seconds.toFixed(0)} s\n`);
    }
    if (await ended !== 0) throw new Error('the import failed');
    figures.peak_megabytes = megabytes(service.pid, 'VmHWM');
  } finally {
    await service.stop();
  }
  sql(`CREATE TABLE ${schema}.bench_fill (figures TEXT); INSERT INTO ${schema}.bench_fill VALUES ('${JSON.stringify(figures)}');
    ANALYZE TABLE ${schema}.resident, ${schema}.coverage_delta;`);
}

const prefix = 'bench_register_';
const filled = (schema) => sql(`SELECT 1 FROM information_schema.tables WHERE table_schema = '${schema}'
  AND table_name = 'bench_fill';`).trim() === '1';

// `body({flags, pid, schema, fill})` on a register `editions` times as large as the reference case.
export async function withRegister(editions, body) {
  const schema = `${prefix}${editions}`;
  if (!filled(schema)) await fill(schema, editions);
  const service = await startService(schema);
  try {
    return await body({ ...service, schema, fill: JSON.parse(sql(`SELECT figures FROM ${schema}.bench_fill;`)) });
  } finally {
    await service.stop();
  }
}

export function dropRegisters() {
  const schemas = sql(`SELECT schema_name FROM information_schema.schemata WHERE LEFT(schema_name, ${prefix.length}) = '${prefix}';`);
  for (const schema of schemas.split('\n').filter(Boolean)) dropSchema(schema);
}
