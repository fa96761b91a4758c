import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingExamples } from '../../src/settings.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');
const exists = (path: string): boolean => existsSync(resolve(root, path));

/** The source file of a compiled one. */
function sourceOf(compiled: string): string {
  return compiled.replace(/^dist\//u, 'src/').replace(/\.js$/u, '.ts');
}

describe('the Dockerfile', () => {
  const text = read('Dockerfile');
  const [build = '', run = ''] = text.split(/^FROM /mu).slice(1);

  it('copies only what is there', () => {
    const copied = Array.from(build.matchAll(/^COPY (.+) \S+$/gmu), (match) =>
      (match[1] ?? '').split(' '),
    ).flat();
    expect(copied.length).toBeGreaterThan(3);
    expect(copied.filter((path) => !exists(path))).toEqual([]);
  });

  it('copies nothing that is kept out of the image', () => {
    const ignored = read('.dockerignore').trim().split('\n');
    const copied = Array.from(build.matchAll(/^COPY (.+) \S+$/gmu), (match) =>
      (match[1] ?? '').split(' '),
    ).flat();
    expect(copied.filter((path) => ignored.includes(path))).toEqual([]);
  });

  it('runs scripts that exist, before and after compiling', () => {
    const compiled = Array.from(text.matchAll(/dist\/[\w/-]+\.js/gu), (match) => match[0]);
    expect(compiled).toContain('dist/main.js');
    expect(compiled.filter((path) => !exists(sourceOf(path)))).toEqual([]);
    expect(
      Array.from(text.matchAll(/scripts\/[\w-]+\.mjs/gu), (match) => match[0]).filter(
        (path) => !exists(path),
      ),
    ).toEqual([]);
  });

  it('has two stages, a user without rights, and a health check', () => {
    expect(text.match(/^FROM /gmu)).toHaveLength(2);
    expect(run).toMatch(/^USER node$/mu);
    expect(run).toMatch(/^HEALTHCHECK /mu);
  });

  it('promises a Node that the package accepts', () => {
    const majors = Array.from(text.matchAll(/FROM node:(\d+)/gu), (match) => Number(match[1]));
    expect(majors.every((major) => major >= 20)).toBe(true);
    expect(JSON.parse(read('package.json')).engines.node).toBe('>=20.19');
  });

  it('starts what npm start starts', () => {
    expect(run).toContain('CMD ["node", "dist/main.js"]');
    expect(JSON.parse(read('package.json')).scripts.start).toBe('node dist/main.js');
  });
});

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml'));

  it('gives the bot only settings that exist', () => {
    expect(
      Object.keys(compose.services.bot.environment).filter((name) => !(name in settingExamples)),
    ).toEqual([]);
  });

  it('keeps every write and evicts nothing', () => {
    const command: readonly string[] = compose.services.redis.command;
    const option = (name: string): string | undefined => command[command.indexOf(name) + 1];
    expect(option('--appendonly')).toBe('yes');
    expect(option('--maxmemory-policy')).toBe('noeviction');
    expect(command).toContain('--requirepass');
  });

  it('mounts a volume that it declares where Redis writes', () => {
    const [volume, path] = compose.services.redis.volumes[0].split(':');
    expect(Object.keys(compose.volumes)).toContain(volume);
    expect(path).toBe('/data');
  });

  it('leaves the bot longer to stop than it takes', () => {
    expect(Number.parseInt(compose.services.bot.stop_grace_period, 10)).toBeGreaterThan(10);
  });

  it('opens no port to the world', () => {
    for (const port of compose.services.bot.ports) expect(port).toMatch(/^127\.0\.0\.1:/u);
    expect(compose.services.redis.ports).toBeUndefined();
  });

  it('names variables that .env.example explains', () => {
    const names = Array.from(read('compose.yaml').matchAll(/\$\{(\w+)/gu), (match) => match[1]);
    expect(names.filter((name) => !read('.env.example').includes(`#${name}=`))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; hasInstallScript?: boolean }>;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('holds every package to its contents', () => {
    expect(packages.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  it('approves no install script', () => {
    const allowed = JSON.parse(read('package.json')).allowScripts as Record<string, boolean>;
    expect(Object.values(allowed).filter(Boolean)).toEqual([]);
  });
});
