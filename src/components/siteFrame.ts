import type {ReleaseManifest, Tier} from "../model/release.js";

/** Pages in the order of the navigation. */
export const sitePages = [
  {name: "Home", path: "/"},
  {name: "Cohort", path: "/cohort"},
  {name: "Mutations", path: "/mutations"},
  {name: "Survival", path: "/survival"}
] as const;

const tierNotices: Partial<Record<Tier, string>> = {
  internal: "Internal release: exact rows – for the secure environment, not for sharing.",
  consortium: "Consortium release: for members of the consortium, not for sharing."
};

/** What stands above every page: name, navigation, and what the reader must know about the data. */
export function siteHeader(release: ReleaseManifest, path: string): string {
  const links = sitePages.map(({name, path: target}) => {
    const current = (path === "/index" ? "/" : path) === target;
    return `<a href="${target}"${current ? ' aria-current="page"' : ""}>${name}</a>`;
  });
  const notices = [release.simulated ? release.simulatedNotice : null, tierNotices[release.tier] ?? null].filter(
    (notice) => notice !== null
  );
  return `<div class="site-header">
  <a class="site-name" href="/">Hemiola</a> <span class="site-study">${escapeHtml(release.study.title)}</span>
  <nav class="site-nav" aria-label="Pages">${links.join(" ")}</nav>
</div>
${notices.map((notice) => `<p class="site-notice" role="note">${escapeHtml(notice)}</p>`).join("\n")}`;
}

/** What stands below every page; the same for the same release. */
export function siteFooter(release: ReleaseManifest): string {
  return `Release <code>${release.id}</code> · ${escapeHtml(release.study.title)} · made with Hemiola ${escapeHtml(
    release.versions.hemiola
  )} · For research; not for decisions about an individual patient.`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
