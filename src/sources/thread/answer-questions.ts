import { parentPort } from 'node:worker_threads';

/** The other side of `createTimedWorker`: answers every message of this thread's parent. */
export function answerQuestions<Question, Answer>(
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  const port = parentPort;
  if (port === null) throw new Error('only a worker thread can answer questions');
  port.on('message', (question: Question) => {
    void Promise.resolve()
      .then(() => answer(question))
      .then(
        (value) => port.postMessage({ kind: 'answer', answer: value }),
        (error: unknown) =>
          port.postMessage({
            kind: 'failed',
            detail: error instanceof Error ? error.message : String(error),
          }),
      );
  });
}
