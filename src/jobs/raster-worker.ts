import { rasterise } from '../chart/rasterise.ts';
import { answerQuestions } from '../sources/thread/answer-questions.ts';

answerQuestions((svg: string) => rasterise(svg));
