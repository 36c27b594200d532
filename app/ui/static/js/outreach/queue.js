// Loaded by the pages of outreach that show the queue of this device: [data-queue] (status.js), and hand it over.
// In a browser that never registered anybody there is nothing to show or to ask.

import { show } from "./status.js";
import { start } from "./sync.js";

if (await show()) start();
