// A parent for the tests of the private Redis: starts one in the directory given, says so, and stays to be killed.
import { startPrivateRedis } from '../../src/store/private-redis.ts';

const nothing = (): void => undefined;
await startPrivateRedis({
  directory: process.argv[2] ?? '',
  log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
});
process.stdout.write('up\n');
setInterval(nothing, 60_000);
