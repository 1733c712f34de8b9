/** Runs inside the lab and asks from there. */
import { say, serve } from '../net/channel.js';
import { askDns, type DnsAnswer, type DnsQuestion } from './dns.js';
import { fetchUrl, type WebAnswer, type WebQuestion } from './web.js';

export type Question = { readonly dns: DnsQuestion } | { readonly web: WebQuestion };
export type Answer = DnsAnswer & WebAnswer;

export interface Request {
  readonly questions: readonly Question[];
  /** For each question. */
  readonly timeoutMs: number;
}

/** All at once. */
serve(({ questions, timeoutMs }: Request) =>
  Promise.all(
    questions.map(
      (question): Promise<Answer> =>
        'dns' in question ? askDns(question.dns, timeoutMs) : fetchUrl(question.web, timeoutMs),
    ),
  ),
);
say({});
