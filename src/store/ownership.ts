import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Directories whose Redis this very process runs. A pid alone cannot tell: in a container every life has the same one. */
const ours = new Set<string>();
const STALE_TAKEOVER_MS = 10_000;

/** Claims a directory for this process, atomically among processes. False when a living process holds it. */
export function takeOwnership(home: string): boolean {
  if (ownerIsAlive(home)) return false;
  if (writeNew(ownerFile(home), processName(process.pid)) || replaceDeadOwner(home)) {
    ours.add(home);
    return true;
  }
  return false;
}

export function releaseOwnership(home: string): void {
  if (!ours.delete(home)) return;
  rmSync(ownerFile(home), { force: true });
}

/** True while the process that claimed the directory lives. */
export function ownerIsAlive(home: string): boolean {
  if (ours.has(home)) return true;
  const name = readText(ownerFile(home));
  if (name === undefined) return false;
  const pid = Number(name.split(' ', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  return isRunning(pid) && processName(pid) === name;
}

/** Only one process may replace a given dead owner: the one that creates the take-over file. */
function replaceDeadOwner(home: string): boolean {
  const claim = join(home, 'redis.takeover');
  if (!writeNew(claim, processName(process.pid))) {
    if (ageMs(claim) > STALE_TAKEOVER_MS) rmSync(claim, { force: true });
    return false;
  }
  try {
    if (ownerIsAlive(home)) return false;
    const fresh = `${ownerFile(home)}.${process.pid}`;
    writeFileSync(fresh, processName(process.pid));
    renameSync(fresh, ownerFile(home));
    return true;
  } finally {
    rmSync(claim, { force: true });
  }
}

function ownerFile(home: string): string {
  return join(home, 'redis.owner');
}

/** `pid start-time`: the start time (Linux) tells a process from a later one with the same pid. */
function processName(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  // Field 22, counted after the command name, which is in brackets and may itself hold spaces.
  const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${pid} ${started}`;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Creates a file with its text in one step, so that nobody ever reads half of it. */
function writeNew(file: string, text: string): boolean {
  const scratch = `${file}.${process.pid}.${randomUUID()}`;
  writeFileSync(scratch, text);
  try {
    linkSync(scratch, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(scratch, { force: true });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
