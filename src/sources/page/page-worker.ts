import { answerQuestions } from '../thread/answer-questions.ts';
import { answerPage } from './page-bytes.ts';

answerQuestions(answerPage);
