// Loaded by the pages of outreach that show the queue of this device: [data-queue] (status.js), and hand it over.

import { show } from "./status.js";
import { start } from "./sync.js";

show();
start();
