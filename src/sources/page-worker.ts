import { answerQuestions } from './answer-questions.ts';
import type { PageArticle } from './article-page.ts';
import { readPageBytes, type PageBytes } from './page-bytes.ts';

answerQuestions<PageBytes, PageArticle | undefined>(readPageBytes);
