/** A refusal in Zalo's envelope; the HTTP status stays 200. */
export class ZaloFailure extends Error {
  readonly code: number;

  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}
