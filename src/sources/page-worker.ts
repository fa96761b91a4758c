import { answerQuestions } from './answer-questions.ts';
import { answerPage } from './page-bytes.ts';

answerQuestions(answerPage);
