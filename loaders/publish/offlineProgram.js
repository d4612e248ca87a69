// Keeps the pages that filter, and all that they need, for visits without a network. With a network every page comes from
// there, and so do the answers of the public explorer, whose addresses are the same in every release. Another release is another worker with a store of its own: what a page asks for carries the hash of its content
// in its address, so a page of one release never gets the data of another.
const prefix = `hemiola ${self.registration.scope} `;
const name = prefix + version;
const addressOf = (path) => new URL(path, self.registration.scope).href;
const keptFiles = new Set(Object.keys(files).map(addressOf));
const keptAnswers = new Set(Object.keys(answers).map(addressOf));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeEarlier()));
self.addEventListener("fetch", (event) => {
  const {request} = event;
  const address = request.url.split(/[?#]/)[0];
  if (request.mode === "navigate") event.respondWith(pageFor(request, address));
  else if (keptFiles.has(address) && /^(GET|HEAD)$/.test(request.method)) event.respondWith(fileFor(request, address));
  else if (keptAnswers.has(address) && request.method === "GET") event.respondWith(answerFor(request, address));
});

async function install() {
  const store = await caches.open(name);
  try {
    await inTurn(Object.entries(files), async ([path, hash]) => {
      // The store of an earlier release may have it: the same address means the same content.
      const kept = await caches.match(addressOf(path));
      await store.put(addressOf(path), kept ?? (await answerOf(path, hash)));
    });
    await inTurn(Object.entries(answers), async ([path, hash]) => {
      await store.put(addressOf(path), await answerOf(path, hash, {cache: "no-cache"}));
    });
    for (const [path, hash] of Object.entries(pages)) {
      const answer = await answerOf(path, hash, {cache: "no-cache"});
      // Some servers send `cohort.html` on to `cohort`; browsers refuse a redirected answer to one who opens a page.
      const {headers} = answer;
      await store.put(addressOf(path), answer.redirected ? new Response(await answer.blob(), {headers}) : answer);
    }
  } catch (error) {
    // All or nothing; the next visit tries again.
    await caches.delete(name);
    throw error;
  }
}

// Works on all elements, six at a time.
async function inTurn(elements, work) {
  const waiting = [...elements];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({length: 6}, worker));
}

async function answerOf(path, hash, options) {
  const answer = await fetch(addressOf(path), {...options, integrity: `sha256-${hash}`});
  if (!answer.ok) throw new Error(`${answer.status}: ${path}`);
  return answer;
}

async function removeEarlier() {
  for (const key of await caches.keys()) if (key.startsWith(prefix) && key !== name) await caches.delete(key);
}

async function pageFor(request, address) {
  try {
    return await fetch(request, {cache: "no-cache"});
  } catch (error) {
    const path = address.slice(self.registration.scope.length);
    const page = [path, `${path}.html`, `${path}index.html`].find((candidate) => Object.hasOwn(pages, candidate));
    const kept = page === undefined ? undefined : await caches.match(addressOf(page), {cacheName: name});
    if (kept === undefined) throw error;
    return kept;
  }
}

async function fileFor(request, address) {
  const kept = await caches.match(address, {cacheName: name});
  if (kept === undefined) return await fetch(request);
  return request.method === "HEAD" ? new Response(null, {headers: kept.headers}) : kept;
}

async function answerFor(request, address) {
  try {
    return await fetch(request, {cache: "no-cache"});
  } catch (error) {
    const kept = await caches.match(address, {cacheName: name});
    if (kept === undefined) throw error;
    return kept;
  }
}
