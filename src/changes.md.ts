import {tierPage} from "../loaders/pages/tierPage.js";

process.stdout.write(await tierPage("/changes"));
