// Runs the measurements: each row lives in a folder `pN_name` with an executable `run`, which prints its figures as
// JSON lines {"row":…}. This prints them as a table, worst first, and keeps them in results/latest.json. Figures are
// ratios against a peer in the same run; they are never a test's verdict.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropRegisters } from './population.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const latest = join(here, 'results', 'latest.json');

const rowOf = (folder) => folder.split('_')[0].toUpperCase();

function measure(folder) {
  process.stderr.write(`measuring ${rowOf(folder)} (${folder})\n`);
  const run = spawnSync(join(here, folder, 'run'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.status !== 0) throw new Error(`${folder} ended with ${run.status ?? run.signal}`);
  return run.stdout.split('\n').filter((line) => line.startsWith('{"row"')).map((line) => JSON.parse(line));
}

function table(rows) {
  const rank = { no: 0, floor: 1, aim: 2 };
  const text = (value) => (value === undefined ? '' : typeof value === 'number' ? +value.toPrecision(4) : value);
  const columns = ['row', 'what', 'ratio', 'low', 'high', 'ours', 'p99', 'peer', 'unit', 'floor', 'aim', 'met'];
  const lines = [...rows].sort((a, b) => (rank[a.met] ?? 3) - (rank[b.met] ?? 3))
    .map((row) => columns.map((column) => String(text(row[column]))));
  const widths = columns.map((column, i) => Math.max(column.length, ...lines.map((line) => line[i].length)));
  return [columns, ...lines].map((line) => line.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd()).join('\n');
}

const wanted = process.argv.slice(2).map((row) => row.toUpperCase());
const folders = readdirSync(here).filter((name) => existsSync(join(here, name, 'run')) && /^p\d+_/.test(name))
  .filter((name) => wanted.length === 0 || wanted.includes(rowOf(name)))
  .sort((a, b) => parseInt(a.slice(1), 10) - parseInt(b.slice(1), 10));
const unknown = wanted.filter((row) => !folders.some((folder) => rowOf(folder) === row));
if (unknown.length > 0) {
  process.stderr.write(`no such row: ${unknown.join(', ')}\n`);
  process.exit(2);
}

function keep(measured) {
  const kept = existsSync(latest) ? JSON.parse(readFileSync(latest, 'utf8')) : [];
  const rows = [...kept.filter((row) => !measured.some((fresh) => fresh.row === row.row)), ...measured];
  mkdirSync(dirname(latest), { recursive: true });
  writeFileSync(latest, `${JSON.stringify(rows, null, 1)}\n`);
}

// What was measured stands, also where another row fails.
const measured = [];
for (const folder of folders) {
  try {
    const rows = measure(folder);
    keep(rows);
    measured.push(...rows);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
if (process.env.DUKCAPIL_DATABASE_SOCKET !== undefined) dropRegisters();
if (measured.length > 0) process.stdout.write(`${table(measured)}\n`);
