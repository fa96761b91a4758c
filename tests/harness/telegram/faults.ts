import type { ServerResponse } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { ApiFailure, tooManyRequests } from './failure.ts';

/** What goes wrong with a request. `…-after` and the unreadable answers come after the request was carried out. */
export type Fault =
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' | 'drop-before' | 'drop-after' }
  | { readonly kind: 'html-502' | 'html-502-after' | 'json-500' | 'truncated-json' | 'html-200' }
  | { readonly kind: 'flood'; readonly seconds: number }
  | {
      readonly kind: 'refuse';
      readonly code: number;
      readonly text: string;
      readonly parameters?: Readonly<Record<string, number>>;
    };

export interface FaultPlan {
  /** The next `times` requests of a method (`*`: of any) meet this fault. */
  next(method: string, fault: Fault, times?: number): void;
  /** Every request of a method meets this fault with this probability, until `clear`. `random` makes runs repeatable. */
  chance(method: string, fault: Fault, probability: number, random: () => number): void;
  clear(): void;
  draw(method: string): Fault | undefined;
}

export function createFaultPlan(): FaultPlan {
  let queued: { method: string; fault: Fault; left: number }[] = [];
  let chances: { method: string; fault: Fault; probability: number; random: () => number }[] = [];
  const matches = (wanted: string, method: string) => wanted === '*' || wanted.toLowerCase() === method;
  return {
    next(method, fault, times = 1) {
      queued.push({ method, fault, left: times });
    },
    chance(method, fault, probability, random) {
      chances.push({ method, fault, probability, random });
    },
    clear() {
      queued = [];
      chances = [];
    },
    draw(method) {
      const scripted = queued.find((each) => matches(each.method, method));
      if (scripted !== undefined) {
        scripted.left -= 1;
        queued = queued.filter(({ left }) => left > 0);
        return scripted.fault;
      }
      return chances.find((each) => matches(each.method, method) && each.random() < each.probability)?.fault;
    },
  };
}

const PAGE = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** Before a request is carried out: true when it must not be. Throws when the API itself refuses. */
export async function spoilBefore(fault: Fault | undefined, response: ServerResponse): Promise<boolean> {
  switch (fault?.kind) {
    case 'slow':
      await after(fault.ms);
      return false;
    case 'hang':
      return true;
    case 'drop-before':
      response.destroy();
      return true;
    case 'html-502':
      page(response, 502);
      return true;
    case 'flood':
      throw tooManyRequests(fault.seconds);
    case 'refuse':
      throw new ApiFailure(fault.code, fault.text, fault.parameters);
    case 'json-500':
      throw new ApiFailure(500, 'restart');
    case 'drop-after':
    case 'html-502-after':
    case 'truncated-json':
    case 'html-200':
    case undefined:
      return false;
  }
}

/** After it was carried out: true when the answer was spoiled. */
export function spoilAfter(fault: Fault | undefined, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case 'drop-after':
      response.destroy();
      return true;
    case 'html-502-after':
      page(response, 502);
      return true;
    case 'html-200':
      page(response, 200);
      return true;
    case 'truncated-json':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"result":{"messa');
      return true;
    case 'slow':
    case 'hang':
    case 'drop-before':
    case 'html-502':
    case 'flood':
    case 'refuse':
    case 'json-500':
    case undefined:
      return false;
  }
}

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(PAGE);
}
