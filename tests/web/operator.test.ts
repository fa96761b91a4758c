import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJobs } from '../jobs/house.ts';
import { ADMIN, openSite } from './house.ts';
import type { OpenSite } from './house.ts';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite('2024-02-21T06:50+07:00');
  await site.house.subscribe('telegram:2', { topics: ['cua-khau-logistics'] });
});

afterAll(async () => {
  await site.close();
});

async function ticket(): Promise<string> {
  return site.house.app.store.operatorDoor.ticket(`telegram:${ADMIN}`);
}

async function session(): Promise<string> {
  const { headers } = await site.post('/vanhanh/vao', `ve=${await ticket()}`);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

describe("the door to the operator's page", () => {
  it('is shut for whoever has no session', async () => {
    for (const cookie of ['', 'vanhanh=', `vanhanh=${'a'.repeat(43)}`, 'vanhanh=../../x'])
      expect((await site.get('/vanhanh', { cookie })).status).toBe(403);
  });

  it('opens once for a ticket, however often its link is looked at', async () => {
    const mine = await ticket();
    for (let looks = 0; looks < 3; looks += 1)
      expect((await site.get(`/vanhanh/vao?ve=${mine}`)).status).toBe(200);
    const entered = await site.post('/vanhanh/vao', `ve=${mine}`);
    expect([entered.status, entered.headers.location]).toEqual([303, '/vanhanh']);
    expect(entered.headers['set-cookie']?.[0]).toMatch(
      /^vanhanh=[\w-]{43}; Path=\/vanhanh; Max-Age=43200; HttpOnly; SameSite=Strict$/u,
    );
    expect((await site.post('/vanhanh/vao', `ve=${mine}`)).status).toBe(403);
  });

  it('takes no long or made-up forms', async () => {
    expect((await site.post('/vanhanh/vao', `ve=${'x'.repeat(5000)}`)).status).toBe(403);
    expect((await site.post('/vanhanh/vao', 've=%00')).status).toBe(403);
  });

  it('closes behind whoever leaves', async () => {
    const cookie = await session();
    expect((await site.get('/vanhanh', { cookie })).status).toBe(200);
    await site.post('/vanhanh/ra', '', { cookie });
    expect((await site.get('/vanhanh', { cookie })).status).toBe(403);
  });

  it('closes to an admin who is none any more', async () => {
    const { store } = site.house.app;
    await store.admins.add({ id: 'telegram:77', by: `telegram:${ADMIN}`, at: 0 });
    const entered = await site.post('/vanhanh/vao', `ve=${await store.operatorDoor.ticket('telegram:77')}`);
    const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect((await site.get('/vanhanh', { cookie })).status).toBe(200);
    await store.admins.remove('telegram:77');
    expect((await site.get('/vanhanh', { cookie })).status).toBe(403);
  });

  it('leaves nothing in the store with which one could get in', async () => {
    const mine = await ticket();
    const cookie = await session();
    const keys = await site.house.redis.keys();
    const secrets = [mine, cookie.split('=')[1] ?? ''];
    expect(keys.filter((key) => secrets.some((secret) => key.includes(secret)))).toEqual([]);
  });
});

describe("the operator's page", () => {
  it('says when the next slot is and what would be in it', async () => {
    const { body } = await site.get('/vanhanh', { cookie: await session() });
    expect(body).toContain('07:00 21/02/2024');
    expect(body).toContain('1 nơi nhận');
    expect(body).toContain('<li>Lạng Sơn: còn 412 xe chờ xuất');
  });

  it('tells what became of a slot and how the sources are', async () => {
    site.house.clock.set('2024-02-21T07:00+07:00');
    await runJobs(site.house.app);
    await site.house.app.jobs.watch();
    const { body, headers } = await site.get('/vanhanh', { cookie: await session() });
    expect(body).toContain('2024-02-21 07:00');
    expect(body).toContain('bien-mau-online');
    expect(body).toContain('▇');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });
});

describe('/vanhanh in chat', () => {
  it('gives an admin a link that works, and nobody else anything', async () => {
    site.telegram.says('/vanhanh', { from: 2 });
    site.telegram.says('/vanhanh', { from: ADMIN });
    await expect.poll(() => site.telegram.sent(ADMIN).length, { timeout: 10_000 }).toBeGreaterThan(0);
    const [answer] = site.telegram.sent(ADMIN).slice(-1);
    const url = /\/vanhanh\/vao\?ve=([\w-]{43})/u.exec(JSON.stringify(answer));
    expect((await site.post('/vanhanh/vao', `ve=${url?.[1] ?? ''}`)).status).toBe(303);
    expect(JSON.stringify(site.telegram.sent(2))).not.toContain('vao?ve');
  });
});
