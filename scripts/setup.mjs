// Puts in place what this project needs before anything else runs: npm packages and a Redis.
// Plain Node without packages, because it runs before there are any. Quick when nothing is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const quiet = process.argv.includes('--quiet');
const needsRedis = !process.argv.includes('--no-redis');

checkNode();
installPackages();
if (process.argv.includes('--browser')) installBrowser();
// Tests run a Redis of their own even where the bot is given one.
if (needsRedis && (!process.env.REDIS_URL || process.env.npm_lifecycle_event === 'pretest')) installRedis();

/** Progress goes to stderr when stdout belongs to a program. */
function say(line) {
  (quiet ? process.stderr : process.stdout).write(`${line}\n`);
}

function stop(...lines) {
  process.stderr.write(`\n${lines.join('\n')}\n\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Cần Node.js 20.19 trở lên, máy này đang có ${process.versions.node}. Tải bản mới tại https://nodejs.org`,
    `Node.js 20.19 or newer is needed, this is ${process.versions.node}. Get it from https://nodejs.org`,
  );
}

function installPackages() {
  const problem = packagesProblem();
  if (problem === undefined) return;
  say(`• ${problem}: đang cài các gói npm, chừng một phút …`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', quiet ? 2 : 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status === 0) return say('✓ Đã cài xong các gói npm.');
  stop(
    'Chưa cài được các gói npm. Hãy kiểm tra mạng rồi chạy: npm ci',
    'The npm packages could not be installed. Check the network, then run: npm ci',
  );
}

/** Why packages must be installed, or undefined. npm leaves a copy of what it installed in node_modules. */
function packagesProblem() {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'Chưa có các gói npm';
  const wanted = packagesOf(join(root, 'package-lock.json'));
  if (wanted === undefined) return undefined;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = installed[path];
    // Packages of other platforms are in the lock file and never on the disk.
    if (there === undefined ? !entry.optional : there.version !== entry.version)
      return 'Các gói npm khác với package-lock.json';
  }
  return undefined;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function installRedis() {
  if (findProgram('redis-server') || findProgram('valkey-server')) return;
  const ways = [
    {
      program: 'apt-get',
      steps: [
        ['apt-get', 'update', '-qq'],
        ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'redis-server'],
      ],
      hint: 'sudo apt-get update && sudo apt-get install -y redis-server',
    },
    {
      program: 'dnf',
      steps: [['dnf', 'install', '-y', '-q', 'valkey']],
      otherwise: [['dnf', 'install', '-y', '-q', 'redis']],
      hint: 'sudo dnf install -y valkey',
    },
    {
      program: 'apk',
      steps: [['apk', 'add', '--no-cache', 'redis']],
      hint: 'sudo apk add redis',
    },
    { program: 'brew', steps: [['brew', 'install', '--quiet', 'redis']], hint: 'brew install redis' },
  ];
  const way = ways.find((each) => findProgram(each.program));
  const before = way && rights(way.program);
  if (way && before) {
    say('• Máy chưa có Redis (nơi lưu dữ liệu của bot): đang cài, chừng nửa phút …');
    if ([way.steps, way.otherwise].some((steps) => steps && runAll(steps, before) && redisIsThere()))
      return say('✓ Đã cài xong Redis.');
  }
  const hint = way?.hint ?? 'https://redis.io/docs/latest/operate/oss_and_stack/install/';
  stop(
    'Bot cần Redis để lưu dữ liệu, nhưng máy này chưa có và bộ cài không tự cài được.',
    way ? 'Hãy gõ lệnh sau rồi chạy lại:' : 'Hãy cài Redis theo hướng dẫn sau rồi chạy lại:',
    `    ${hint}`,
    'Hoặc đặt REDIS_URL trỏ tới một Redis có sẵn, ví dụ REDIS_URL=redis://localhost:6379',
    '',
    'Redis is needed to keep the data; it is missing here and could not be installed for you.',
    way ? 'Type this, then try again:' : 'Install Redis as told here, then try again:',
    `    ${hint}`,
    'Or point REDIS_URL at a Redis of yours, such as REDIS_URL=redis://localhost:6379',
  );
}

/** Chromium for the tests of the pages and for the pictures, with letters and signs to show. Not having it only skips those. */
function installBrowser() {
  if (existsSync('/usr/bin/chromium')) return;
  const packages = ['chromium', 'fonts-roboto', 'fonts-noto-color-emoji'];
  const before = findProgram('apt-get') && rights('apt-get');
  if (before) {
    say('• Máy chưa có Chromium (để xem thử các trang): đang cài, chừng một phút …');
    const steps = [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
    ];
    if (runAll(steps, before) && existsSync('/usr/bin/chromium')) return say('✓ Đã cài xong Chromium.');
  }
  say('! Không có Chromium ở /usr/bin/chromium: các bài thử trên trình duyệt sẽ bị bỏ qua.');
  say(
    `! There is no Chromium at /usr/bin/chromium: tests in the browser are skipped. apt-get install ${packages.join(' ')}`,
  );
}

function redisIsThere() {
  return Boolean(findProgram('redis-server') || findProgram('valkey-server'));
}

/** What must stand before a command for it to have the rights it needs; undefined when we may not. */
function rights(program) {
  if (program === 'brew' || process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  if (!sudo || spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return undefined;
  return [sudo, '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
}

function runAll(steps, before) {
  return steps.every((step) => {
    const [command, ...args] = [...before, ...step];
    const done = spawnSync(command, args, {
      // RUNLEVEL=1 keeps Debian from starting a Redis service: we run our own, private one.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    // A failed update is no reason to give up: the lists on the disk may do.
    if (done.status === 0 || step.includes('update')) return true;
    process.stderr.write(String(done.stderr ?? '').slice(-1000));
    return false;
  });
}

function findProgram(name) {
  const places = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/usr/local/bin', '/usr/sbin', '/opt/homebrew/bin');
  for (const place of places) {
    const path = join(place, name);
    if (!place || !existsSync(path)) continue;
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not a program we may run; look on.
    }
  }
  return undefined;
}
