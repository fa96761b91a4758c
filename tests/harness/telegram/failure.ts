/** A refusal by the API: becomes the HTTP status and the error envelope. */
export class ApiFailure extends Error {
  readonly code: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;

  /** Prefix and lower-casing as the official server does them: raw codes such as TOPIC_CLOSED keep their letters. */
  constructor(code: number, text: string, parameters?: Readonly<Record<string, number>>) {
    super(described(code, text));
    this.code = code;
    this.parameters = parameters;
  }
}

const PREFIXES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

function described(code: number, text: string): string {
  const prefix = PREFIXES[code] ?? 'Error';
  if (text === '') return prefix;
  const keeps = /^.[A-Z_]/.test(text);
  return `${prefix}: ${keeps ? text : text.charAt(0).toLowerCase() + text.slice(1)}`;
}

export function badRequest(text: string): ApiFailure {
  return new ApiFailure(400, text);
}

export function tooManyRequests(seconds: number): ApiFailure {
  return new ApiFailure(429, `retry after ${seconds}`, { retry_after: seconds });
}
