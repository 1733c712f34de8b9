// Crawl: pages per second against crawlee's CheerioCrawler on one local server, politeness off for both.
// By hand: npm run build && node bench/crawl.mjs [pages] [crawlee pages] [rounds]. Needs nginx; installs crawlee
// into a temporary folder. Quote the ratios of one run only.
import { execFileSync, fork, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HOSTS = 1000;
const PAGES_A_HOST = 10;
const PORT = 18_480;
const CRAWLEE = '@crawlee/cheerio@3.18.1';
/** Pages in flight that are tried; a worker is told its number. */
const CONCURRENCIES = [8, 48];
const CONCURRENCY = Number(process.env.CONCURRENCY ?? 8);

/** Ten pages of about 50 KB that look like a list of markets. */
function makePage(n) {
  const host = `h${n}.bench.example`;
  let html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Markets ${n}</title><meta name="description" content="Spot and P2P"><link rel="canonical" href="https://${host}/p${n}"><link rel="stylesheet" href="/static/app.css"><link rel="alternate" hreflang="zh" href="https://${host}/zh/"><script>window.__CONF__ = {"api":"https://api.${host}/v1","ws":"wss://ws.${host}/stream"};</script><script async src="https://www.googletagmanager.com/gtag/js?id=G-ABCDEF1234"></script></head><body><div class="nav">`;
  for (let i = 0; i < 10; i++) html += `<a class="nav-link" href="/p${i}">Page ${i}</a>`;
  for (let i = 0; html.length < 50_000; i++)
    html += `<div class="row row-${i % 7}" data-row="${i}"><a href="/trade/coin${i}_usdt?from=list&amp;pos=${i}" class="pair"><img src="/img/coins/${i % 50}.png" alt="coin ${i}" width="24" height="24"><span class="name">Coin number ${i}</span></a><span class="price">${(i * 37.13) % 1000}</span><span class="change up">+${i % 10}.${i % 100}%</span><p class="note">Deposit, trade and withdraw coin${i} with low fees &amp; fast settlement on every market.</p></div>\n`;
  return `${html}<footer><a href="https://t.me/example_${n}">Telegram</a><a href="https://x.com/example_ex">X</a><a href="https://partner${n}.example/">partner</a></footer></div><script src="/static/app.js"></script></body></html>`;
}

/** Every host is an address of its own on loopback. Crawlee is given addresses, so that it resolves nothing. */
const hostAddress = (i) => `127.1.${Math.floor(i / 250)}.${(i % 250) + 1}`;

function urlsOf(count, hostOf) {
  return Array.from({ length: count }, (_, i) => {
    const host = Math.floor(i / PAGES_A_HOST) % HOSTS;
    return `http://${hostOf(host)}:${PORT}/p${i % PAGES_A_HOST}?n=${Math.floor(i / (HOSTS * PAGES_A_HOST))}`;
  });
}

function startServer(folder) {
  mkdirSync(join(folder, 'www'));
  // The workers of a root-started nginx run as another user.
  chmodSync(folder, 0o755);
  for (let n = 0; n < PAGES_A_HOST; n++) writeFileSync(join(folder, 'www', `p${n}`), makePage(n));
  const config = `daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 4096; }
http { access_log off; sendfile on; default_type "text/html; charset=utf-8"; keepalive_requests 10000;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/x; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen ${PORT}; root ${folder}/www; } }`;
  writeFileSync(join(folder, 'nginx.conf'), config);
  return spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
}

/** Runs in a process of its own and reports { pages, seconds, peakMb, midMb, cpuSeconds }. */
async function measure(mode, count, concurrency) {
  const child = fork(fileURLToPath(import.meta.url), ['--worker', mode, String(count)], {
    env: { ...process.env, CRAWLEE_LOG_LEVEL: 'ERROR', CONCURRENCY: String(concurrency) },
  });
  const [result] = await new Promise((resolve, reject) => {
    child.once('message', (message) => resolve([message]));
    child.once('exit', (code) => reject(new Error(`${mode} ended with ${code}`)));
  });
  child.kill();
  return result;
}

async function cordonWorker(mode, urls) {
  const dist = new URL('../dist/observe/crawl/', import.meta.url);
  const { createFetcher } = await import(new URL('fetch.js', dist).href);
  const { createPageReaderFactory } = await import(new URL('page-reader.js', dist).href);
  const { fetchPage } = await import(new URL('fetch-page.js', dist).href);
  const { scanLinks } = await import(new URL('extract/scan-links.js', dist).href);
  const fetcher = await createFetcher({
    resolveHost: async (name) => ({
      kind: 'addresses',
      addresses: [hostAddress(Number(/\d+/.exec(name)[0]))],
    }),
    userAgent: 'Cordon/bench (+https://operator.example/)',
    policy: () => ({ allowed: true }),
    limits: { ports: { http: [PORT], https: [] } },
  });
  const makeReader = await createPageReaderFactory();
  const full = async (url) => {
    const page = await fetchPage(fetcher, makeReader, url);
    if (page.outcome !== 'content') throw new Error(`${url}: ${page.outcome} ${page.detail}`);
    return page.facts.links.length;
  };
  const links = async (url) => {
    const chunks = [];
    const result = await fetcher.fetch(url, { onResponse: () => (chunk) => chunks.push(chunk) });
    if (result.outcome !== 'ok') throw new Error(`${url}: ${result.outcome} ${result.detail}`);
    return scanLinks(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks), url).links.length;
  };
  const one = mode === 'full' ? full : links;
  return async (onPage) => {
    let next = 0;
    const lane = async () => {
      // A lane keeps to one host until its pages are done, as a polite crawler does.
      while (next < urls.length) {
        const start = next;
        next += PAGES_A_HOST;
        for (const url of urls.slice(start, start + PAGES_A_HOST)) onPage(await one(url));
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, lane));
    fetcher.close();
  };
}

/** Links and title alone: the least that a crawler asks of a page. */
function cheerioLinks($, base) {
  const found = new Set();
  $('a[href]').each((_, element) => {
    found.add(new URL($(element).attr('href'), base).href);
  });
  $('title').text();
  return found.size;
}

/** Roughly the facts that ours reads: without analytics tables, accounts, sketch, digest and certificate. */
function cheerioFacts($, base) {
  const count = cheerioLinks($, base);
  const hosts = new Set();
  $('script[src], img[src], iframe[src], link[href]').each((_, element) => {
    hosts.add(new URL($(element).attr('src') ?? $(element).attr('href'), base).host);
  });
  $('meta').each((_, element) => void $(element).attr('content'));
  $('link[rel=canonical], link[rel=alternate]').each((_, element) => void $(element).attr('href'));
  const scripts = $('script:not([src])').text();
  for (const [url] of scripts.matchAll(/(?:https?|wss?):\/\/[\w.-]+/g)) hosts.add(new URL(url).host);
  $('script, style, noscript').remove();
  $('body').text().replace(/\s+/g, ' ');
  return count;
}

async function crawleeWorker(urls, read) {
  const require = createRequire(join(process.env.CRAWLEE_FOLDER, 'package.json'));
  const crawlee = await import(pathToFileURL(require.resolve('@crawlee/cheerio')).href);
  const { CheerioCrawler, Configuration } = crawlee.default ?? crawlee;
  return async (onPage) => {
    const crawler = new CheerioCrawler(
      {
        minConcurrency: CONCURRENCY,
        maxConcurrency: CONCURRENCY,
        useSessionPool: false,
        persistCookiesPerSession: false,
        maxRequestRetries: 0,
        requestHandler: ({ $, request }) => {
          onPage(read($, request.loadedUrl));
        },
      },
      new Configuration({ persistStorage: false, systemInfoV2: true, memoryMbytes: 4096 }),
    );
    await crawler.run(urls);
  };
}

async function worker(mode, count) {
  const urls = urlsOf(count, mode.startsWith('crawlee') ? hostAddress : (i) => `h${i}.bench.example`);
  const read = mode === 'crawlee-facts' ? cheerioFacts : cheerioLinks;
  const run = mode.startsWith('crawlee') ? await crawleeWorker(urls, read) : await cordonWorker(mode, urls);
  let pages = 0;
  let links = 0;
  let peakMb = 0;
  let midMb = 0;
  const sample = () => {
    const mb = process.memoryUsage.rss() / 1048576;
    peakMb = Math.max(peakMb, mb);
    if (pages < count / 2) midMb = Math.max(midMb, mb);
  };
  const timer = setInterval(sample, 250);
  const started = performance.now();
  const cpu = process.cpuUsage();
  await run((found) => {
    pages++;
    links += found;
  });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  sample();
  process.send({ mode, pages, links, seconds, peakMb, midMb, cpuSeconds: (user + system) / 1e6 });
}

const MODES = { crawleeLinks: 'crawlee-links', crawleeFacts: 'crawlee-facts', full: 'full', links: 'links' };
const rateOf = (result) => result.pages / result.seconds;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Each contestant runs with the number of pages in flight that suits it best. */
async function bestConcurrency(countOf) {
  const best = {};
  for (const mode of Object.values(MODES)) {
    const tries = [];
    for (const concurrency of CONCURRENCIES)
      tries.push({ concurrency, rate: rateOf(await measure(mode, countOf(mode) / 2, concurrency)) });
    best[mode] = tries.toSorted((a, b) => b.rate - a.rate)[0].concurrency;
  }
  return best;
}

function report(results) {
  for (const [mode, rounds] of Object.entries(results)) {
    const rates = rounds.map(rateOf);
    const cpu = median(rounds.map(({ cpuSeconds, pages }) => (cpuSeconds / pages) * 1000)).toFixed(2);
    const [mid, peak] = ['midMb', 'peakMb'].map((key) =>
      Math.max(...rounds.map((round) => round[key])).toFixed(0),
    );
    process.stdout.write(
      `${mode.padEnd(13)} ${median(rates).toFixed(0)} pages/s (${Math.min(...rates).toFixed(0)}-${Math.max(...rates).toFixed(0)}), ${rounds[0].links} links, CPU ${cpu} ms a page, first half ${mid} MB, peak ${peak} MB\n`,
    );
  }
  for (const ours of [MODES.full, MODES.links])
    for (const peer of [MODES.crawleeLinks, MODES.crawleeFacts]) {
      // Of each round its own ratio: what slows a round slows both.
      const ratios = results[ours].map((result, i) => rateOf(result) / rateOf(results[peer][i]));
      const each = ratios.map((ratio) => ratio.toFixed(1)).join(' ');
      process.stdout.write(`${ours} is ${median(ratios).toFixed(1)} x ${peer} (rounds ${each})\n`);
    }
}

async function main(pages, crawleePages, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
  const crawleeFolder = process.env.CRAWLEE_FOLDER ?? join(folder, 'crawlee');
  if (!process.env.CRAWLEE_FOLDER) {
    mkdirSync(crawleeFolder);
    writeFileSync(join(crawleeFolder, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--no-fund', '--no-audit', CRAWLEE], {
      cwd: crawleeFolder,
      stdio: 'inherit',
    });
    process.env.CRAWLEE_FOLDER = crawleeFolder;
  }
  const server = startServer(folder);
  try {
    await sleep(500);
    const countOf = (mode) => (mode.startsWith('crawlee') ? crawleePages : pages);
    const best = await bestConcurrency(countOf);
    process.stdout.write(`pages in flight: ${JSON.stringify(best)}\n`);
    const results = {};
    for (let round = 0; round < rounds; round++)
      for (const mode of Object.values(MODES))
        results[mode] = [...(results[mode] ?? []), await measure(mode, countOf(mode), best[mode])];
    report(results);
    process.stdout.write(`node ${process.version}, ${CRAWLEE}\n`);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, second, third] = process.argv.slice(2);
if (first === '--worker') await worker(second, Number(third));
else await main(Number(first ?? 10_000), Number(second ?? 1_000), Number(third ?? 3));
