import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { secretSettings } from './settings.ts';
import type { SettingProblem } from './settings.ts';

/** The environment as the settings read it: `.env` below, real variables above, secrets from files filled in. */
export interface Environment {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly problems: readonly SettingProblem[];
}

/** May others on this machine read the file? Meaningless on Windows, where modes are made up. */
const othersRead = 0o004;

/** Gathers the environment. Nothing is thrown; a secret file that cannot be used is a problem that names the variable, never its content. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  directory: string,
): Environment {
  const file = `${directory}/.env`;
  const base = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const values: Record<string, string | undefined> = { ...base, ...variables };
  const problems: SettingProblem[] = [];
  for (const name of secretSettings) {
    const path = values[`${name}_FILE`];
    if (path === undefined || path === '') continue;
    const problem = secretFileProblem(path, values[name]);
    if (problem === undefined) values[name] = readFileSync(path, 'utf8').trim();
    else
      problems.push({
        name: `${name}_FILE`,
        problem,
        example: `/run/secrets/${name.toLowerCase()} (chmod 600)`,
      });
  }
  return { values, problems };
}

function secretFileProblem(path: string, direct: string | undefined): string | undefined {
  if (direct !== undefined && direct !== '') return 'đặt trùng với biến cùng tên, chỉ giữ một trong hai';
  if (!existsSync(path) || !statSync(path).isFile()) return 'không có tệp này';
  if (process.platform !== 'win32' && (statSync(path).mode & othersRead) !== 0)
    return 'mọi người trên máy đọc được tệp này, hãy chmod 600';
  return undefined;
}
