// Seconds of calls through the running gateway: see calls/bench_calls.cc.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const need = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set`); })();

export const callsOf = (what, count) => JSON.parse(execFileSync(
  join(need('DUKCAPIL_BUILD'), 'tests', 'bench', 'calls', 'bench_calls'),
  [`--gateway=${need('DUKCAPIL_GATEWAY')}`, `--ca=${need('DUKCAPIL_CA')}`,
    `--token_file=${need('DUKCAPIL_TOKEN_FILE')}`, `--count=${count}`, what], { encoding: 'utf8' }));

export const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];
