import { describe, expect, it } from 'vitest';
import { createHostGate } from '../../../src/sources/web/host-gate.ts';

/** A task that ends when told to, and remembers that it began. */
function heldTask() {
  let began = false;
  let end = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const task = (): Promise<void> => {
    began = true;
    return held;
  };
  return { task, began: () => began, end: () => end() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the host gate', () => {
  it('lets one request at a time to a host, in order', async () => {
    const gate = createHostGate({ gapMs: 0 });
    const [first, second] = [heldTask(), heldTask()];
    const one = gate.run('bao.vn', first.task);
    const two = gate.run('bao.vn', second.task);
    await settled();
    expect([first.began(), second.began()]).toEqual([true, false]);
    first.end();
    await one;
    await expect.poll(second.began).toBe(true);
    second.end();
    await two;
  });

  it('lets few at once over all hosts', async () => {
    const gate = createHostGate({ gapMs: 0, atOnce: 2 });
    const tasks = [heldTask(), heldTask(), heldTask()];
    const runs = tasks.map(({ task }, index) => gate.run(`bao${index}.vn`, task));
    await settled();
    expect(tasks.map(({ began }) => began())).toEqual([true, true, false]);
    tasks[0]?.end();
    await expect.poll(() => tasks[2]?.began()).toBe(true);
    for (const { end } of tasks) end();
    await Promise.all(runs);
  });

  it('keeps its pause between two requests to a host, longer where asked', async () => {
    const gate = createHostGate({ gapMs: 20 });
    const times: number[] = [];
    const note = async (): Promise<void> => {
      times.push(performance.now());
    };
    await Promise.all([gate.run('bao.vn', note, 60), gate.run('bao.vn', note), gate.run('bao.vn', note)]);
    const [first = 0, second = 0, third = 0] = times;
    expect(second - first).toBeGreaterThanOrEqual(58);
    expect(third - second).toBeGreaterThanOrEqual(18);
  });

  it('goes on after a task that failed', async () => {
    const gate = createHostGate({ gapMs: 0, atOnce: 1 });
    await expect(gate.run('bao.vn', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await gate.run('bao.vn', () => Promise.resolve('next'))).toBe('next');
  });
});
