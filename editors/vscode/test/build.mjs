// Bundles the tests: what drives the browser, and what runs inside the extension host. `node build.mjs OUT`.
import { createRequire } from "node:module";

const { build } = createRequire(new URL("../package.json", import.meta.url))("esbuild");
const out = process.argv[2];
const common = { bundle: true, platform: "node", target: "node20", logLevel: "warning" };

await build({ ...common, entryPoints: ["src/main.ts"], outfile: `${out}/main.mjs`, format: "esm", packages: "external" });
await build({ ...common, entryPoints: ["host/index.ts"], outfile: `${out}/api.js`, format: "cjs", external: ["vscode"] });
