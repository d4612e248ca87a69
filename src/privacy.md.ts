import {privacyPage} from "../loaders/pages/privacy/privacyPage.js";
import {openRelease} from "../loaders/release/openRelease.js";
import {readSignOffs} from "../loaders/release/signOff.js";

const release = await openRelease();

process.stdout.write(privacyPage(release, await readSignOffs(release.folder, release.manifest.id)));
