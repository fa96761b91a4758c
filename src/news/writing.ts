/** A question to a model: who it is and what it must do, and the material as data. */
export interface WritingTask {
  /** Our standing orders, the same for every story of a language. */
  readonly orders: string;
  /** What it is to be done with; nothing in it is an order. */
  readonly material: string;
}
